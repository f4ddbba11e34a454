import { expect, test } from 'vitest';
import { input, storeWith, write } from './test-store.ts';

test('the line between two commits is told oldest first, with the modules as they were planned', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const awkward = ' ä [b],100%\n.txt ';
  const one = await store.commit(base, [write('a.txt', 'b')], { ...input, module: 'a.txt' });
  const two = await store.commit(one, [write('a.txt', 'c')], { ...input, module: awkward });
  expect(await store.line(base, two)).toEqual([
    { commit: one, parent: base, module: 'a.txt' },
    { commit: two, parent: one, module: awkward },
  ]);
  expect(await store.line(two, two)).toEqual([]);
});
