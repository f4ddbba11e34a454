import { access, chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn, sourceRepository } from './source-repository.ts';
import { input, migration, signal, testStore, write } from './test-store.ts';

async function readyToDeliver() {
  const source = await sourceRepository({ 'a.txt': 'a' });
  const { store } = await testStore();
  const { base } = await store.fetchBase(migration, source.folder, 'main', signal);
  const commit = await store.commit(base, [write('a.txt', 'b')], input);
  return { source, store, base, commit };
}

const refusal = (...named: string[]) => ({
  type: 'InputRefused',
  message: expect.stringMatching(new RegExp(named.map((name) => `(?=[^]*${name})`).join(''))),
});

test('a branch is made, advanced, and a rerun changes nothing', async () => {
  const { source, store, commit } = await readyToDeliver();
  await store.deliver(commit, source.folder, 'drover/m1', signal);
  expect(await source.git('rev-parse', 'refs/heads/drover/m1')).toBe(commit);
  await store.deliver(commit, source.folder, 'drover/m1', signal);
  const next = await store.commit(commit, [write('a.txt', 'c')], input);
  await store.deliver(next, pathToFileURL(source.folder).href, 'drover/m1', signal);
  expect(await source.git('rev-parse', 'refs/heads/drover/m1')).toBe(next);
  expect(await source.git('status', '--porcelain')).toBe('');
});

test("somebody's commits on the branch are never overwritten, known to the store or not", async () => {
  const { source, store, base, commit } = await readyToDeliver();
  await source.git('checkout', '--quiet', '-b', 'theirs');
  const theirs = await source.commit({ 'b.txt': 'theirs' });
  await source.git('checkout', '--quiet', 'main');
  await expect(store.deliver(commit, source.folder, 'theirs', signal)).rejects.toMatchObject(
    refusal("'theirs'", source.folder, 'holds commits'),
  );
  expect(await source.git('rev-parse', 'theirs')).toBe(theirs);
  await store.deliver(commit, source.folder, 'ours', signal);
  const sibling = await store.commit(base, [write('a.txt', 'sibling')], input);
  await expect(store.deliver(sibling, source.folder, 'ours', signal)).rejects.toMatchObject(
    refusal("'ours'", 'holds commits'),
  );
  expect(await source.git('rev-parse', 'ours')).toBe(commit);
});

test('a rehearsal writes nothing, and refuses a branch that holds what the migration does not', async () => {
  const { source, store, base } = await readyToDeliver();
  await store.rehearseDelivery(base, source.folder, 'drover/m1', signal);
  expect(await source.git('branch', '--list', '--format=%(refname:short)')).toBe('main');
  await source.git('checkout', '--quiet', '-b', 'theirs');
  await source.commit({ 'b.txt': 'theirs' });
  await expect(store.rehearseDelivery(base, source.folder, 'theirs', signal)).rejects.toMatchObject(
    refusal("'theirs'", source.folder, 'holds commits'),
  );
  await expect(store.rehearseDelivery(base, source.folder, 'theirs/too', signal)).resolves.toBe(undefined);
});

test('the branch that is checked out is refused, even where a push may update the files', async () => {
  const { source, store, base, commit } = await readyToDeliver();
  await source.git('config', 'receive.denyCurrentBranch', 'updateInstead');
  await expect(store.deliver(commit, source.folder, 'main', signal)).rejects.toMatchObject(
    refusal("'main'", 'checked out'),
  );
  expect(await source.git('rev-parse', 'main')).toBe(base);
  expect(await source.git('status', '--porcelain')).toBe('');
});

test('a branch whose name excludes another is refused', async () => {
  const { source, store, commit } = await readyToDeliver();
  await source.git('branch', 'drover');
  await expect(store.deliver(commit, source.folder, 'drover/m1', signal)).rejects.toMatchObject(refusal('excludes'));
});

test('no hook and no command of the other repository runs', async () => {
  const { source, store, commit } = await readyToDeliver();
  const marker = join(await temporaryFolder(), 'ran');
  const bare = join(await temporaryFolder(), 'bare.git');
  await gitIn('/', 'clone', '--quiet', '--bare', '--shared', source.folder, bare);
  for (const name of [
    'pre-receive',
    'update',
    'post-receive',
    'post-update',
    'reference-transaction',
    'proc-receive',
  ]) {
    const hook = join(bare, 'hooks', name);
    await writeFile(hook, `#!/bin/sh\ntouch ${marker}\n`);
    await chmod(hook, 0o755);
  }
  await gitIn(bare, 'config', 'core.hooksPath', join(bare, 'hooks'));
  await gitIn(bare, 'config', 'core.alternateRefsCommand', `touch ${marker};`);
  await store.deliver(commit, bare, 'drover/m1', signal);
  expect(await gitIn(bare, 'rev-parse', 'refs/heads/drover/m1')).toBe(commit);
  await expect(access(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a branch name that git or a script could misread is refused', async () => {
  const { source, store, commit } = await readyToDeliver();
  for (const branch of ['$(id)', 'main;rm', '-f', 'a..b', 'refs/heads/x', 'HEAD', 'a b', 'x.lock', '']) {
    await expect(store.deliver(commit, source.folder, branch, signal)).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringContaining(JSON.stringify(branch)),
    });
  }
});

test('an address that names a command is refused before git sees it', async () => {
  const { store, commit } = await readyToDeliver();
  const marker = join(await temporaryFolder(), 'ran');
  for (const url of [`ext::touch ${marker}`, `--receive-pack=touch ${marker}`]) {
    await expect(store.deliver(commit, url, 'x', signal)).rejects.toMatchObject({ type: 'InputRefused' });
  }
  await expect(access(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a commit that the store does not have is not delivered', async () => {
  const { source, store } = await readyToDeliver();
  await expect(store.deliver('d'.repeat(40), source.folder, 'x', signal)).rejects.toMatchObject({ type: 'Broken' });
});
