import { expect, test } from 'vitest';
import { input, storeWith, write } from './test-store.ts';

test('many files are read at once, sizes and bytes exact', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const contents: [string, Uint8Array][] = [
    ['empty', new Uint8Array()],
    ['breaks', Buffer.from('\n\n\n')],
    ['like a header', Buffer.from(`${'a'.repeat(40)} blob 3\nabc\nx missing\n`)],
    ['deep/er/zeros', new Uint8Array(100_000)],
    ['deep/latin1', Uint8Array.from([0xe9, 0xff, 0x0a])],
  ];
  const commit = await store.commit(
    base,
    contents.map(([path, bytes]) => write(path, bytes)),
    input,
  );
  const found = await store.read(commit, [...contents.map(([path]) => path), 'empty']);
  expect([...found.keys()]).toEqual(contents.map(([path]) => path));
  for (const [path, bytes] of contents) expect(Buffer.from(found.get(path) ?? [1]).equals(bytes)).toBe(true);
});

test('what is no file there is missing: folders, links, files behind links, other spellings, nonsense', async () => {
  const { store, base } = await storeWith({ 'lib/a.js': 'a', link: { link: 'lib/a.js' }, folder: { link: 'lib' } });
  const asked = [
    'lib',
    'link',
    'folder/a.js',
    './lib/a.js',
    'lib//a.js',
    '/lib/a.js',
    'lib/../lib/a.js',
    'none',
    'lib/none',
    '',
    'x missing',
    'a\nb',
  ];
  expect(await store.read(base, asked)).toEqual(new Map());
  expect([...(await store.read(base, [...asked, 'lib/a.js'])).keys()]).toEqual(['lib/a.js']);
  expect(await store.read(base, [])).toEqual(new Map());
});

test('the list has modes, ids and sizes, sorted by path', async () => {
  const { store, base } = await storeWith({
    'b.txt': 'four',
    'a/z': '',
    'a.txt': 'x',
    'run.sh': { executable: '1234567' },
    l: { link: 'b.txt' },
  });
  const list = await store.list(base);
  expect(list.map((entry) => [entry.path, entry.mode, entry.bytes])).toEqual([
    ['a.txt', '100644', 1],
    ['a/z', '100644', 0],
    ['b.txt', '100644', 4],
    ['l', '120000', 5],
    ['run.sh', '100755', 7],
  ]);
  expect(list[1]?.oid).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
});

test('a commit that the store does not have is a broken store', async () => {
  const { store } = await storeWith({ 'a.txt': 'a' });
  const missing = 'e'.repeat(40);
  await expect(store.list(missing)).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining(missing),
  });
  await expect(store.tree(missing)).rejects.toMatchObject({ type: 'Broken' });
  await expect(store.diff(missing, missing)).rejects.toMatchObject({ type: 'Broken' });
  await expect(store.read(missing, ['a.txt'])).rejects.toMatchObject({ type: 'Broken' });
});
