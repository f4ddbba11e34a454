import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn } from './source-repository.ts';
import { input, remove, storeWith, write } from './test-store.ts';

const numbers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`many/${n}`, `${n}`]));

/** Everything in a folder, with types, rights and contents. */
async function contentsOf(folder: string): Promise<string> {
  const script = 'find . -printf "%p %y %m %l\\n" | sort; find . -type f -print0 | sort -z | xargs -0 -r sha1sum';
  return (await execa('sh', ['-c', script], { cwd: folder })).stdout;
}

test('a tree that was switched is what a checkout of the commit is, there and back', async () => {
  const { store, base } = await storeWith({
    'a.txt': 'a\r\n',
    'file-to-folder': 'x',
    'folder-to-file/deep/er/x': 'x',
    'gone/with/its/folders': 'x',
    'link-to-folder': { link: '../..' },
    'mode.sh': 'x',
    'plain.sh': { executable: 'x' },
    'old-link': { link: 'a.txt' },
    'naïve/ünï 😀': 'x',
    'a-b/x': '1',
    'a/x': '1',
  });
  const next = await store.commit(
    base,
    [
      ...['file-to-folder', 'folder-to-file/deep/er/x', 'gone/with/its/folders', 'link-to-folder'].map(remove),
      write('a.txt', 'b\n'),
      write('file-to-folder/y', 'y'),
      write('folder-to-file', 'y'),
      write('link-to-folder/inside', 'y'),
      write('mode.sh', 'x', '100755'),
      write('plain.sh', 'x'),
      write('old-link', 'a file now'),
      write('naïve/ünï 😀', 'y'),
      write('-rf/[id]/.github/x', 'y'),
    ],
    input,
  );
  const tree = await temporaryFolder();
  await store.checkOut(base, tree);
  for (const [from, to] of [
    [base, next],
    [next, base],
  ] as const) {
    const expected = await temporaryFolder();
    await store.checkOut(to, expected);
    expect(await store.switchTree(from, to, tree)).toBe(true);
    expect(await contentsOf(tree)).toBe(await contentsOf(expected));
  }
});

test('no link is followed, though none should be where it is', async () => {
  const { store, base } = await storeWith({ 'd/x': 'x', 'd/y': 'y', other: 'o' });
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'x'), 'mine');
  for (const changes of [[write('d/x', 'new')], [write('d/new', 'new')], [remove('d/x')]]) {
    const next = await store.commit(base, changes, input);
    const tree = await temporaryFolder();
    await mkdir(join(tree, 'e'));
    await symlink(outside, join(tree, 'd'));
    await expect(store.switchTree(base, next, tree)).rejects.toMatchObject({ type: 'Transient' });
    expect(await readdir(outside)).toEqual(['x']);
  }
});

test('what is no small step is refused, and nothing is touched', async () => {
  const { store, base } = await storeWith({ a: 'a', ...numbers(2_001) });
  const few = await store.commit(base, Object.keys(numbers(2_001)).map(remove), input);
  const tree = await temporaryFolder();
  await store.checkOut(few, tree);
  expect(await store.switchTree(few, base, tree)).toBe(false);
  expect(await readdir(tree)).toEqual(['a']);
});

test('a name that git would not write is left to git, which refuses it', async () => {
  const { store, folder, base } = await storeWith({ a: 'a' });
  const stream = `commit refs/heads/odd\ncommitter A <a@example.com> 1700000000 +0000\ndata 1\nx\nfrom ${base}\nM 100644 inline n/GIT~1/x\ndata 1\nx\n`;
  await execa('git', ['-c', 'core.protectNTFS=false', 'fast-import', '--quiet'], { cwd: folder, input: stream });
  const odd = await gitIn(folder, 'rev-parse', 'refs/heads/odd');
  expect(await store.switchTree(base, odd.trim(), await temporaryFolder())).toBe(false);
});

test("a large repository's next list is told from what differs, and is the same as one made anew", async () => {
  const { store, folder, base } = await storeWith({
    ...numbers(5_100),
    'z/é': 'x',
    'z/😀': 'x',
    'z/｡': 'x',
    link: { link: 'a' },
  });
  const next = await store.commit(
    base,
    [
      ...[
        write('many/7', 'longer'),
        write('0', ''),
        write('many/10a', '1'),
        write('zz', 'last'),
        write('many/1', '1', '100755'),
      ],
      ...[write('z/\u{10000}', 'x'), write('z/\uFF00', 'x'), remove('z/é'), remove('many/5099')],
    ],
    input,
  );
  const last = await store.commit(next, [remove('zz'), write('zz/top', 'x')], input);
  for (const commit of [base, next, last, base]) {
    const anew = gitStore({ folder, failpoint: () => {} });
    expect(await store.list(commit)).toEqual(await anew.list(commit));
  }
});
