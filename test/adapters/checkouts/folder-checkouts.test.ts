import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { lstat, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { captureAfter, openCheckout, readable } from './open-checkout.ts';

const environment = { key: 'none', made: [], mounts: [], layer: undefined, home: '/nowhere' };
const everything = () => true;

test("a checkout has exactly the commit's files, and each its own folder", async () => {
  const { store, base } = await repositoryInStore({
    'a.txt': 'a\r\n',
    'bin/run': { executable: '#!/bin/sh\n' },
    link: { link: 'a.txt' },
  });
  const checkouts = folderCheckouts({ folder: await temporaryFolder(), store });
  const [one, two] = await Promise.all([checkouts.open(base, environment), checkouts.open(base, environment)]);
  expect(one.folder).not.toBe(two.folder);
  for (const { folder } of [one, two]) {
    expect((await readdir(folder)).sort()).toEqual(['a.txt', 'bin', 'link']);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('a\r\n');
    expect((await lstat(join(folder, 'bin/run'))).mode & 0o100).toBe(0o100);
  }
  expect(await one.capture(everything)).toEqual({ changes: [], leftOut: [] });
  await Promise.all([one.dispose(), two.dispose()]);
});

test("a checkout that is only judged has the commit's files, and refuses to be captured", async () => {
  const { store, base } = await repositoryInStore({ 'a.txt': 'a' });
  const folder = await temporaryFolder();
  const checkout = await folderCheckouts({ folder, store }).open(base, environment, { use: 'judge' });
  expect(await readFile(join(checkout.folder, 'a.txt'), 'utf8')).toBe('a');
  await expect(checkout.capture(everything)).rejects.toMatchObject({ type: 'Broken' });
  await checkout.dispose();
  expect(await readdir(folder)).toEqual([]);
});

test('disposing leaves nothing, also twice, and also where folders were made read-only or a deep nest', async () => {
  const folder = await temporaryFolder();
  const { store, base } = await repositoryInStore({ a: 'a' });
  const checkout = await folderCheckouts({ folder, store }).open(base, environment);
  const nest =
    'i=0; d=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; while [ $i -lt 60 ]; do mkdir $d; cd -P $d 2>/dev/null || cd $d; i=$((i+1)); done';
  await execa('sh', ['-c', `mkdir -p x/y && touch x/y/z && chmod 000 x/y && chmod 500 x; ${nest}`], {
    cwd: checkout.folder,
    reject: false,
  });
  const { leftOut } = await checkout.capture(everything);
  expect(leftOut).toContainEqual({
    path: expect.stringContaining('aaa/aaa'),
    reason: expect.stringContaining('longer than'),
  });
  await checkout.dispose();
  expect(await readdir(folder)).toEqual([]);
  await checkout.dispose();
});

test('a commit that is not in the store leaves no folder behind', async () => {
  const folder = await temporaryFolder();
  const { store } = await repositoryInStore({ a: 'a' });
  await expect(folderCheckouts({ folder, store }).open('0123456789'.repeat(4), environment)).rejects.toThrow(
    '0123456789',
  );
  expect(await readdir(folder)).toEqual([]);
});

test('captures new, changed and deleted files, removals first, as raw bytes', async () => {
  const { changes, leftOut } = await captureAfter(
    { 'a.txt': 'old\n', 'gone/b.txt': 'b', 'c.sh': 'c', keep: 'keep' },
    `printf 'new\\r\\n' > a.txt; rm -r gone; chmod +x c.sh; mkdir -p 'new/[id]'; printf '\\0' > 'new/[id]/x'`,
  );
  expect(changes).toEqual([
    'delete gone/b.txt',
    'write a.txt 100644 new\r\n',
    'write c.sh 100755 c',
    'write new/[id]/x 100644 \0',
  ]);
  expect(leftOut).toEqual({});
});

test('finds a change of the same length whose times were set back, at once after the checkout', async () => {
  const { store, base } = await repositoryInStore({ a: 'one', b: 'b' });
  const checkouts = folderCheckouts({ folder: await temporaryFolder(), store });
  for (let round = 0; round < 10; round += 1) {
    const checkout = await checkouts.open(base, environment);
    const { atimeNs, mtimeNs } = statSync(join(checkout.folder, 'a'), { bigint: true });
    writeFileSync(join(checkout.folder, 'a'), 'two');
    utimesSync(join(checkout.folder, 'a'), Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9);
    expect(readable(await checkout.capture(everything)).changes).toEqual(['write a 100644 two']);
    await checkout.dispose();
  }
});

test('a file that was written again with what the commit has is no change', async () => {
  const files = { a: 'one', x: { executable: 'x' }, link: { link: 'a' }, outside: 'o' };
  const script = 'cp a b; rm a; mv b a; touch x outside; rm link; ln -s a link; chmod 666 outside';
  expect(await captureAfter(files, script, { mayChange: (path) => path !== 'outside' })).toEqual({
    changes: [],
    leftOut: {},
  });
});

test('a file can take the place of a folder, and a folder that of a file', async () => {
  const { changes, leftOut } = await captureAfter(
    { 'a/x': 'x', 'a/y': 'y', b: 'b' },
    'rm -r a; echo file > a; rm b; mkdir b; echo in > b/z',
  );
  expect(changes).toEqual(['delete a/x', 'delete a/y', 'delete b', 'write a 100644 file\n', 'write b/z 100644 in\n']);
  expect(leftOut).toEqual({});
});

test('where only half of such a swap may be taken, the other half is left out', async () => {
  const { changes, leftOut } = await captureAfter(
    { 'a/x': 'x', 'a/y': 'y', b: 'b' },
    'rm -r a; echo file > a; rm b; mkdir b; echo in > b/z',
    {
      mayChange: (path) => !['a/y', 'b'].includes(path),
    },
  );
  expect(changes).toEqual(['delete a/x']);
  expect(leftOut).toEqual({
    a: 'a/y is in its place, and the removal of that is not taken',
    'a/y': 'it was removed, but it is outside of what the module may change',
    b: 'it was removed, but it is outside of what the module may change',
    'b/z': 'b is in its place, and the removal of that is not taken',
  });
});

test('a folder that was removed and made again, and one that was moved, tell what is gone', async () => {
  const files = {
    'a/x': 'x',
    'a/y': 'y',
    'a/deep/z': 'z',
    'b/one': '1',
    'b/two/three': '3',
    keep: 'k',
    link: { link: 'keep' },
  } as const;
  const { changes, leftOut } = await captureAfter(
    files,
    'rm -r a; mkdir a; echo n > a/n; echo y2 > a/y; mv b c; rm link; rm keep; echo again > keep; rm keep; printf k > keep',
  );
  expect(changes).toEqual([
    ...['delete a/deep/z', 'delete a/x', 'delete b/one', 'delete b/two/three', 'delete link'],
    ...['write a/n 100644 n\n', 'write a/y 100644 y2\n', 'write c/one 100644 1', 'write c/two/three 100644 3'],
  ]);
  expect(leftOut).toEqual({});
});

test('a rename that changes the case alone is a removal and a new file', async () => {
  expect((await captureAfter({ 'README.md': 'r' }, 'mv README.md readme.md')).changes).toEqual([
    'delete README.md',
    'write readme.md 100644 r',
  ]);
});

test('what the module may not change is left out and listed', async () => {
  const { changes, leftOut } = await captureAfter(
    { 'src/a': 'a', 'lib/b': 'b', 'lib/c': 'c' },
    'for f in src/a lib/b src/new lib/new; do echo x > $f; done; rm lib/c',
    {
      mayChange: (path) => path.startsWith('src/'),
    },
  );
  expect(changes).toEqual(['write src/a 100644 x\n', 'write src/new 100644 x\n']);
  expect(Object.keys(leftOut)).toEqual(['lib/b', 'lib/c', 'lib/new']);
  expect(leftOut['lib/new']).toBe('it is outside of what the module may change');
});

test('links, pipes, sockets, devices and set-user-ID bits are never taken, and no link is followed', async () => {
  const outside = join(await temporaryFolder(), 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'secret'), 'secret');
  const { changes, leftOut } = await captureAfter(
    { 'old-file': 'x', 'old-link': { link: 'old-file' }, 'folder/a': 'a', 'folder/b': 'b', 'gone-link': { link: 'x' } },
    `
    ln -s ${outside}/secret link; ln -s ${outside} folder-link; ln -sfn ${outside}/secret old-link; ln -sf ${outside}/secret old-file
    rm -r folder gone-link; ln -s ${outside} folder
    mkfifo pipe; ${process.execPath} -e 'require("net").createServer().listen("socket", () => process.exit())'
    echo s > setuid; chmod 4755 setuid
    `,
  );
  expect(changes).toEqual(['delete gone-link', 'write setuid 100755 s\n']);
  expect(leftOut).toEqual({
    link: 'a symbolic link is never taken',
    'folder-link': 'a symbolic link is never taken',
    'old-link': 'a symbolic link is never taken',
    'old-file': 'a symbolic link is never taken',
    folder: 'a symbolic link is never taken',
    pipe: 'a named pipe is never taken',
    socket: 'a socket is never taken',
    setuid: 'its content is taken, its set-user-ID, set-group-ID and sticky bits are not',
  });
});

test('a .git of any spelling and depth is left out, and so are names that stand for it', async () => {
  const { changes, leftOut } = await captureAfter(
    { a: 'a' },
    "mkdir -p .git/hooks sub/.GIT; echo x > .git/config; echo x > sub/.GIT/config; echo gitdir > a.git; mkdir n; echo x > n/.git; echo x > '.gIt ' ",
  );
  expect(changes).toEqual(['write a.git 100644 gitdir\n']);
  expect(Object.keys(leftOut)).toEqual(['.gIt ', '.git', 'n/.git', 'sub/.GIT']);
});

test("ignored files are passed over in silence, by the commit's own rules alone", async () => {
  const { changes, leftOut } = await captureAfter(
    {
      '.gitignore': 'dist/\n*.log\n!keep.log\n/Only-Root\n',
      'sub/.gitignore': '!*.log\nsecret\n',
      'dist/tracked.js': 'old',
      'tracked.log': 'old',
    },
    `
    echo new > dist/tracked.js; echo new > tracked.log
    echo x > dist/new.js; mkdir -p deep/dist; ln -s / deep/dist/link; echo x > a.log; echo x > keep.log; echo x > only-root; echo x > Only-Root; mkdir -p y; echo x > y/Only-Root
    echo x > sub/b.log; echo x > sub/secret
    mkdir hide; echo '*' > hide/.gitignore; echo x > hide/me
    `,
  );
  expect(changes).toEqual([
    'write dist/tracked.js 100644 new\n',
    'write hide/.gitignore 100644 *\n',
    'write hide/me 100644 x\n',
    'write keep.log 100644 x\n',
    'write only-root 100644 x\n',
    'write sub/b.log 100644 x\n',
    'write tracked.log 100644 new\n',
    'write y/Only-Root 100644 x\n',
  ]);
  expect(leftOut).toEqual({});
});

test('what the environment made is passed over, whether or not the repository ignores it', async () => {
  const { changes, leftOut } = await captureAfter(
    { 'packages/a/x': 'x', 'build/tracked': 't' },
    'mkdir -p node_modules/m packages/a/node_modules packages/b/node_modules; echo x > node_modules/m/i.js; ln -s /etc packages/a/node_modules/etc; rm build/tracked; echo x > nodemodules; : > lock.json',
    { made: ['node_modules', 'packages/a/node_modules', 'packages/b/node_modules', 'build', 'lock.json'] },
  );
  expect(changes).toEqual(['write nodemodules 100644 x\n']);
  expect(leftOut).toEqual({});
});

test('files and folders without any rights are read all the same', async () => {
  const checkout = await openCheckout({ 'a/b': 'b', c: 'c' });
  await execa('sh', ['-c', 'echo new > c; chmod 000 c; echo x > a/x; chmod 000 a'], { cwd: checkout.folder });
  expect(readable(await checkout.capture(everything)).changes).toEqual([
    'write a/x 100644 x\n',
    'write c 100644 new\n',
  ]);
  expect(readable(await checkout.capture(everything)).changes).toHaveLength(2);
});

test('a name that is not UTF-8, and one that would write to the terminal, are left out', async () => {
  const { changes, leftOut } = await captureAfter(
    { a: 'a' },
    `echo x > "$(printf 'b\\377')"; echo x > "$(printf 'c\\033[2J')"`,
  );
  expect(changes).toEqual([]);
  expect(Object.entries(leftOut)).toEqual([
    ['b\u{fffd}', 'its name is not UTF-8'],
    ['c\\u{1b}[2J', expect.stringContaining('control character')],
  ]);
});

test('more than 2,000 files are not taken, not even some of them', async () => {
  const checkout = await openCheckout({ a: 'a' });
  mkdirSync(join(checkout.folder, 'd'));
  for (let file = 0; file <= 2_000; file += 1) writeFileSync(join(checkout.folder, 'd', String(file)), '');
  expect(await checkout.capture(everything)).toEqual({
    changes: [],
    leftOut: [
      {
        path: '.',
        reason: expect.stringContaining(
          '2,001 files of 0 bytes in all changed, and at most 2,000 files and 33,554,432 bytes',
        ),
      },
    ],
  });
  rmSync(join(checkout.folder, 'd/0'));
  const { changes, leftOut } = await checkout.capture(everything);
  expect(changes).toHaveLength(2_000);
  expect(leftOut).toEqual([]);
});

test('more than 32 MiB are not taken, and not read: a file with a hole of gigabytes takes no time', async () => {
  const { changes, leftOut } = await captureAfter({ a: 'a' }, 'echo new > a; truncate -s 7G huge');
  expect(changes).toEqual([]);
  expect(leftOut).toEqual({ '.': expect.stringContaining('2 files of 7,516,192,772 bytes') });
});

test('the list of what is left out has an end', async () => {
  const { leftOut } = await captureAfter({ a: 'a' }, 'i=0; while [ $i -lt 250 ]; do ln -s / l$i; i=$((i+1)); done');
  expect(Object.keys(leftOut)).toHaveLength(201);
  expect(leftOut['.']).toBe('50 more paths are left out and not listed');
});
