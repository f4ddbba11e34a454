import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn, sourceRepository } from './source-repository.ts';
import { migration, signal, testStore, textOf } from './test-store.ts';

test('a branch is fetched with its whole history and pinned as the base', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const first = await source.git('rev-parse', 'HEAD');
  const head = await source.commit({ 'a.txt': '2' });
  const { store, folder } = await testStore();
  expect(await store.fetchBase(migration, source.folder, 'main', signal)).toEqual({ base: head, warnings: [] });
  expect(await store.readRef(migration, 'base')).toBe(head);
  expect(await textOf(store, first, 'a.txt')).toBe('1');
  expect(await gitIn(folder, 'for-each-ref', '--format=%(refname)')).toBe('refs/drover/m1/base');
});

test('a tag, an annotated tag, HEAD, a full name and a commit id that no branch holds are found', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const tagged = await source.git('rev-parse', 'HEAD');
  await source.git('tag', 'light');
  await source.git('tag', '--annotate', '--message=v1', 'v1.0');
  const lost = await source.commit({ 'a.txt': 'lost' });
  await source.git('reset', '--quiet', '--hard', 'HEAD^');
  const head = await source.commit({ 'a.txt': '2' });
  const { store } = await testStore();
  const baseOf = async (id: string, ref: string) => (await store.fetchBase(id, source.folder, ref, signal)).base;
  expect(await baseOf('light', 'light')).toBe(tagged);
  expect(await baseOf('annotated', 'v1.0')).toBe(tagged);
  expect(await baseOf('head', 'HEAD')).toBe(head);
  expect(await baseOf('full', 'refs/heads/main')).toBe(head);
  expect(await baseOf('id', lost)).toBe(lost);
  expect((await store.fetchBase('address', pathToFileURL(source.folder).href, 'main', signal)).base).toBe(head);
});

test('a rerun finds the same base, though the source has moved on or gone', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const { store } = await testStore();
  const first = await store.fetchBase(migration, source.folder, 'main', signal);
  await source.commit({ 'a.txt': '2' });
  expect(await store.fetchBase(migration, source.folder, 'main', signal)).toEqual(first);
  expect(await store.fetchBase(migration, '/gone', 'main', signal)).toEqual(first);
});

test('two fetches at once agree on one base', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const { store } = await testStore();
  const [one, two] = await Promise.all([1, 2].map(() => store.fetchBase(migration, source.folder, 'main', signal)));
  expect(one).toEqual(two);
});

test('a ref that is not there, or whose name is none, is refused by name', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const { store } = await testStore();
  for (const ref of ['no-such-branch', 'c'.repeat(40), '--upload-pack=touch x', '$(id)', '']) {
    await expect(store.fetchBase(migration, source.folder, ref, signal), ref).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringContaining(ref),
    });
  }
  expect(await store.readRef(migration, 'base')).toBeUndefined();
});

test('a tag that is no commit is refused', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  await source.git('tag', 'tree', 'HEAD^{tree}');
  const { store } = await testStore();
  await expect(store.fetchBase(migration, source.folder, 'tree', signal)).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining("'tree'"),
  });
});

test('a folder without a repository is refused with its name', async () => {
  const folder = await temporaryFolder();
  const { store } = await testStore();
  for (const url of [folder, join(folder, 'none')]) {
    await expect(store.fetchBase(migration, url, 'main', signal)).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringContaining(url),
    });
  }
});

test('a shallow clone is refused with the way out', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  await source.commit({ 'a.txt': '2' });
  const shallow = join(await temporaryFolder(), 'shallow');
  await gitIn('/', 'clone', '--quiet', '--depth=1', `file://${source.folder}`, shallow);
  const { store } = await testStore();
  await expect(store.fetchBase(migration, shallow, 'main', signal)).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining('git fetch --unshallow'),
  });
});

test('a server that refuses or drops connections is a passing trouble', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { store } = await testStore();
  const url = `http://127.0.0.1:${port}/x.git`;
  await expect(store.fetchBase(migration, url, 'main', signal)).rejects.toMatchObject({ type: 'Transient' });
  server.close();
  await once(server, 'close');
  await expect(store.fetchBase(migration, url, 'main', signal)).rejects.toMatchObject({
    type: 'Transient',
    message: expect.stringContaining(url),
  });
});

test('a fetch that hangs ends when the signal says so, with the reason of the signal', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { store } = await testStore();
  const controller = new AbortController();
  const fetched = store.fetchBase(migration, `http://127.0.0.1:${port}/x.git`, 'main', controller.signal);
  const ended = expect(fetched).rejects.toThrow('cancelled by the workflow');
  await once(server, 'connection');
  controller.abort(new Error('cancelled by the workflow'));
  await ended;
});

test('what Drover leaves alone is listed in words', async () => {
  const source = await sourceRepository({
    '.gitattributes': '*.psd filter=lfs diff=lfs merge=lfs -text\n',
    'art/big.psd': `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`,
    'inside/link': { link: '../art/big.psd' },
    'inside/out': { link: '../../etc/passwd' },
    absolute: { link: '/etc/passwd' },
  });
  const head = await source.git('rev-parse', 'HEAD');
  await source.git('update-index', '--add', '--cacheinfo', `160000,${head},vendor/lib`);
  await source.git('commit', '--quiet', '--message=With a submodule');
  const { store } = await testStore();
  const { warnings } = await store.fetchBase(migration, source.folder, 'main', signal);
  expect(warnings).toEqual([
    expect.stringMatching(/^One submodule \("vendor\/lib"\)/),
    expect.stringMatching(/^One file \("art\/big\.psd"\): each is a Git LFS pointer/),
    expect.stringMatching(/^One \.gitattributes file \("\.gitattributes"\)/),
    expect.stringMatching(/^2 symbolic links \("absolute", "inside\/out"\)/),
  ]);
});

test('nothing that the source repository configures is run', async () => {
  const source = await sourceRepository({ 'a.txt': '1' });
  const marker = join(await temporaryFolder(), 'ran');
  await gitIn(source.folder, 'config', 'uploadpack.packObjectsHook', `touch ${marker};`);
  await gitIn(source.folder, 'config', 'core.fsmonitor', `touch ${marker}`);
  await gitIn(source.folder, 'config', 'core.alternateRefsCommand', `touch ${marker};`);
  const { store } = await testStore();
  await store.fetchBase(migration, source.folder, 'main', signal);
  await expect(access(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});
