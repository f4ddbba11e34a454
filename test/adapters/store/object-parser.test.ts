import { expect, test } from 'vitest';
import { objectParser } from '../../../src/adapters/store/object-parser.ts';

const id = '0123456789'.repeat(4);

function textOf(answer: { object: { content: Uint8Array } | undefined } | undefined): string | undefined {
  return answer?.object && Buffer.from(answer.object.content).toString();
}

test('reads answers whose bytes come one by one', () => {
  const parser = objectParser();
  const names = ['HEAD:a', 'HEAD:gone', 'HEAD:b'];
  const output = Buffer.from(`${id} blob 5\na\nb\nc\nHEAD:gone missing\n${id} tree 0\n\n`);
  const answers: unknown[] = [];
  for (const byte of output) {
    parser.push(Buffer.from([byte]));
    const answer = parser.next(names[answers.length] ?? '');
    if (answer !== undefined) answers.push(answer.object && { ...answer.object, content: textOf(answer) });
  }
  expect(answers).toEqual([
    { oid: id, type: 'blob', content: 'a\nb\nc' },
    undefined,
    { oid: id, type: 'tree', content: '' },
  ]);
});

test('reads several answers of one piece', () => {
  const parser = objectParser();
  parser.push(Buffer.from(`${id} blob 1\nx\n${id} blob 1\ny\n`));
  expect([textOf(parser.next('a')), textOf(parser.next('b')), parser.next('c')]).toEqual(['x', 'y', undefined]);
});

test('knows a missing name that has a line break, whole or in pieces', () => {
  const parser = objectParser();
  const name = `HEAD:a\n${id} blob 0\nb`;
  const output = Buffer.from(`${name} missing\n`);
  parser.push(output.subarray(0, 12));
  expect(parser.next(name)).toBeUndefined();
  parser.push(output.subarray(12));
  expect(parser.next(name)).toEqual({ object: undefined });
});

test('refuses what is neither an object nor the name', () => {
  const parser = objectParser();
  parser.push(Buffer.from('HEAD:a ambiguous\n'));
  expect(() => parser.next('HEAD:b')).toThrow(expect.objectContaining({ type: 'Broken' }));
});
