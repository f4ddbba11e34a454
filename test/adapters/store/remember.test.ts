import { expect, test } from 'vitest';
import { remember } from '../../../src/adapters/store/remember.ts';

function counting<T>(answer: (key: string) => Promise<T>) {
  const asked: string[] = [];
  const ask = (key: string) => () => {
    asked.push(key);
    return answer(key);
  };
  return { asked, ask };
}

test('asks once, also when equal questions are asked at one moment', async () => {
  const remembered = remember<string>(10, () => 1);
  const { asked, ask } = counting(async (key) => `answer to ${key}`);
  expect(await Promise.all([remembered('a', ask('a')), remembered('a', ask('a'))])).toEqual([
    'answer to a',
    'answer to a',
  ]);
  expect(await remembered('a', ask('a'))).toBe('answer to a');
  expect(asked).toEqual(['a']);
});

test('forgets what was not used for longest when the answers become too heavy', async () => {
  const remembered = remember<number[]>(5, (answer) => answer.length);
  const { asked, ask } = counting(async () => [1, 2]);
  await remembered('a', ask('a'));
  await remembered('b', ask('b'));
  await remembered('a', ask('a'));
  await remembered('c', ask('c'));
  await remembered('a', ask('a'));
  await remembered('b', ask('b'));
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

test('does not keep an answer that alone is too heavy', async () => {
  const remembered = remember<number[]>(5, (answer) => answer.length);
  const { asked, ask } = counting(async () => [1, 2, 3, 4, 5, 6]);
  await remembered('a', ask('a'));
  await remembered('a', ask('a'));
  expect(asked).toEqual(['a', 'a']);
});

test('does not remember a failure', async () => {
  const remembered = remember<string>(10, () => 1);
  await expect(remembered('a', () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
  expect(await remembered('a', async () => 'now')).toBe('now');
});
