import { expect, test } from 'vitest';
import { parseMerge } from '../../../src/adapters/store/parse-merge.ts';
import { parsePush } from '../../../src/adapters/store/parse-push.ts';
import { parseTree } from '../../../src/adapters/store/parse-tree.ts';
import { remoteFailure } from '../../../src/adapters/store/remote-failure.ts';

const tree = '1'.repeat(40);

test('a conflict without a conflicted file in the tree still names its paths', () => {
  const output = Buffer.from(
    [
      tree,
      '',
      '2',
      'a',
      'b',
      'CONFLICT (rename/rename)',
      'CONFLICT: a and b\n',
      '1',
      'c',
      'Auto-merging',
      'c\n',
      '',
    ].join('\0'),
  );
  expect(parseMerge(output, false)).toEqual({ kind: 'conflict', paths: ['a', 'b'], detail: 'CONFLICT: a and b' });
});

test('an answer that is no merge is an error and never a merge', () => {
  expect(() => parseMerge(Buffer.from(''), true)).toThrow('without a tree');
  expect(() => parseMerge(Buffer.from([tree, 'a', '', 'x', ''].join('\0')), false)).toThrow('"x"');
});

test('the line of a pushed ref is found among others', () => {
  const output = 'To /srv/x\n!\tabc:refs/heads/x\t[rejected] (fetch first)\nDone\n';
  expect(parsePush(output)).toEqual({ flag: '!', summary: '[rejected] (fetch first)' });
  expect(parsePush('fatal: nothing\n')).toBeUndefined();
});

test("a tree object's modes are read by name, in any bytes", () => {
  const id = Buffer.alloc(20, 0x20);
  const bytes = Buffer.concat([
    Buffer.from('100644 a b\0'),
    id,
    Buffer.from('40000 ü\0'),
    id,
    Buffer.from('120000 l\0'),
    Buffer.alloc(20),
  ]);
  expect([...parseTree(bytes)]).toEqual([
    ['a b', '100644'],
    ['ü', '40000'],
    ['l', '120000'],
  ]);
});

test.each([
  ["fatal: couldn't find remote ref x", 'InputRefused'],
  ["fatal: could not read Username for 'https://example.com': terminal prompts disabled", 'InputRefused'],
  ['git@example.com: Permission denied (publickey).', 'InputRefused'],
  ["fatal: repository 'https://example.com/x/' not found", 'InputRefused'],
  ["fatal: unable to access 'https://example.com/': Could not resolve host: example.com", 'Transient'],
  ["fatal: unable to access 'https://example.com/': The requested URL returned error: 503", 'Transient'],
  ['fatal: the remote end hung up unexpectedly\nfatal: early EOF', 'Transient'],
  [
    'ssh: connect to host example.com port 22: Connection timed out\nfatal: Could not read from remote repository.',
    'Transient',
  ],
  ['remote: Permission denied, says a server that can say anything\nfatal: early EOF', 'Transient'],
])('%j is %s', (stderr, type) => {
  const failure = remoteFailure("Fetching 'x' from https://example.com/", stderr);
  expect(failure.type).toBe(type);
  expect(failure.message).toContain("Fetching 'x' from https://example.com/");
});
