import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { gitStore } from '../../src/adapters/store/git-store.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A file's text, an executable's text, or where a link points. */
export type FileSpec = string | { executable: string } | { link: string };

export type RepositoryInStore = {
  store: Store;
  storeFolder: string;
  base: CommitId;
  /** Commits more files on top of those before and fetches them. */
  commit(files: Record<string, FileSpec>): Promise<CommitId>;
};

/** A real temporary repository with one commit of these files, fetched into a real temporary store. */
export async function repositoryInStore(files: Record<string, FileSpec>): Promise<RepositoryInStore> {
  const folder = await temporaryFolder();
  const repository = join(folder, 'repository');
  const storeFolder = join(folder, 'store.git');
  const store = gitStore({ folder: storeFolder, failpoint: () => {} });
  await mkdir(repository);
  await git(repository, 'init', '-q');
  let count = 0;
  const commit = async (more: Record<string, FileSpec>) => {
    for (const [path, spec] of Object.entries(more)) await writeSpec(join(repository, path), spec);
    await git(repository, 'add', '-A', '--force');
    await git(
      repository,
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.invalid',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'files',
    );
    count += 1;
    const { base } = await store.fetchBase(`m${count}`, repository, 'HEAD', new AbortController().signal);
    return base;
  };
  return { store, storeFolder, base: await commit(files), commit };
}

async function writeSpec(path: string, spec: FileSpec): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (typeof spec === 'string') return writeFile(path, spec);
  if ('link' in spec) return symlink(spec.link, path);
  await writeFile(path, spec.executable);
  await chmod(path, 0o755);
}

async function git(cwd: string, ...args: string[]): Promise<void> {
  await execa('git', args, { cwd, env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } });
}
