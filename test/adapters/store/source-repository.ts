import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What a file of a source repository is: text or bytes, an executable file, or a link. */
export type SourceFile = string | Uint8Array | { executable: string } | { link: string };

/** A real git repository with a working tree, as a user of Drover has one. */
export type SourceRepository = {
  folder: string;
  git(...args: string[]): Promise<string>;
  /** Writes files and commits everything; returns the commit's id. */
  commit(files: Record<string, SourceFile>): Promise<string>;
};

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '@1700000000 +0000',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '@1700000000 +0000',
};

export async function gitIn(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd: folder, env, extendEnv: false });
  return stdout;
}

export async function sourceRepository(files: Record<string, SourceFile>): Promise<SourceRepository> {
  const folder = await temporaryFolder();
  const git = (...args: string[]) => gitIn(folder, ...args);
  await git('init', '--quiet', '--initial-branch=main');
  const commit = async (changed: Record<string, SourceFile>) => {
    for (const [path, file] of Object.entries(changed)) await writeSourceFile(join(folder, path), file);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message=A change');
    return git('rev-parse', 'HEAD');
  };
  await commit(files);
  return { folder, git, commit };
}

async function writeSourceFile(path: string, file: SourceFile): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  if (typeof file === 'string' || file instanceof Uint8Array) await writeFile(path, file);
  else if ('link' in file) await symlink(file.link, path);
  else {
    await writeFile(path, file.executable);
    await chmod(path, 0o755);
  }
}
