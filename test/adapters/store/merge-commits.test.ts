import { expect, test } from 'vitest';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import type { FailpointName } from '../../../src/ports/failpoints.ts';
import { gitIn } from './source-repository.ts';
import { input, remove, storeWith, write } from './test-store.ts';

const lines = (...changed: [number, string][]) => {
  const all = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  for (const [index, text] of changed) all[index] = text;
  return `${all.join('\n')}\n`;
};

async function treeFiles(folder: string, tree: string): Promise<string> {
  return gitIn(folder, 'ls-tree', '-r', '--name-only', tree);
}

test("the head's changes land on the tip, in one file too", async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': lines(), 'old.txt': 'old' });
  const tip = await store.commit(base, [write('a.txt', lines([1, 'tip'])), write('tip.txt', 't')], input);
  const head = await store.commit(base, [write('a.txt', lines([25, 'head'])), remove('old.txt')], input);
  const result = await store.merge(base, tip, head);
  if (result.kind !== 'merged') throw new Error(result.detail);
  expect(await treeFiles(folder, result.tree)).toBe('a.txt\ntip.txt');
  expect(await gitIn(folder, 'show', `${result.tree}:a.txt`)).toBe(lines([1, 'tip'], [25, 'head']).trim());
});

test('a merge onto the base itself gives the tree of the head', async () => {
  const { store, base } = await storeWith({ 'a.txt': lines() });
  const head = await store.commit(base, [write('a.txt', 'head')], input);
  expect(await store.merge(base, base, head)).toEqual({ kind: 'merged', tree: await store.tree(head) });
  expect(await store.merge(base, head, head)).toEqual({ kind: 'merged', tree: await store.tree(head) });
  expect(await store.merge(base, head, base)).toEqual({ kind: 'merged', tree: await store.tree(head) });
});

test('a conflict names its paths and says what is wrong, without made-up ids', async () => {
  const { store, base } = await storeWith({ 'a b.txt': lines(), 'gone.txt': lines(), 'fine.txt': 'x' });
  const tip = await store.commit(base, [write('a b.txt', lines([3, 'tip'])), remove('gone.txt')], input);
  const head = await store.commit(
    base,
    [write('a b.txt', lines([3, 'head'])), write('gone.txt', lines([3, 'head'])), write('fine.txt', 'y')],
    input,
  );
  const result = await store.merge(base, tip, head);
  if (result.kind !== 'conflict') throw new Error('it merged');
  expect(result.paths).toEqual(['a b.txt', 'gone.txt']);
  expect(result.detail).toContain('Merge conflict in a b.txt');
  expect(result.detail).toContain('gone.txt deleted in the tip and modified in the head');
  expect(result.detail).not.toMatch(/[0-9a-f]{40}/);
});

test('the base that is named is the base, whatever the history says: a landed change is taken back', async () => {
  const { store, base } = await storeWith({ 'a.txt': lines() });
  const landed = await store.commit(base, [write('a.txt', lines([3, 'landed']))], input);
  const tip = await store.commit(landed, [write('a.txt', lines([3, 'landed'], [20, 'later']))], input);
  const result = await store.merge(landed, tip, base);
  const expected = await store.commit(base, [write('a.txt', lines([20, 'later']))], input);
  expect(result).toEqual({ kind: 'merged', tree: await store.tree(expected) });
});

test('no attribute of the repository has a say: neither a driver, nor union, nor binary', async () => {
  const { store, base } = await storeWith({
    '.gitattributes': '*.union merge=union\n*.own merge=own\n*.bin -merge\n',
    'a.union': lines(),
    'a.own': lines(),
    'a.bin': lines(),
  });
  const changed = (text: string, at: number) => ['a.own', 'a.bin'].map((path) => write(path, lines([at, text])));
  const tip = await store.commit(base, [...changed('tip', 1), write('a.union', lines([1, 'tip']))], input);
  const head = await store.commit(base, [...changed('head', 25), write('a.union', lines([1, 'head']))], input);
  const result = await store.merge(base, tip, head);
  expect(result).toMatchObject({ kind: 'conflict', paths: ['a.union'] });
});

test('a merge passes its failpoints', async () => {
  const { folder, base } = await storeWith({ 'a.txt': 'a' });
  const reached: FailpointName[] = [];
  await gitStore({ folder, failpoint: (name) => void reached.push(name) }).merge(base, base, base);
  expect(reached).toEqual(['before-merge', 'after-merge']);
});
