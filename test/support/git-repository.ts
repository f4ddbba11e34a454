import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

export type GitRepository = {
  folder: string;
  git(...args: string[]): Promise<string>;
  /** Writes the files and commits them; returns the commit's id. */
  commit(files: Record<string, string>): Promise<string>;
  /** A file's content at a commit or branch. */
  show(ref: string, path: string): Promise<string>;
};

/** A real repository with one commit of these files on `main`, and with none when there are no files. It is removed when the test has finished, or when `atEnd` says. */
export async function gitRepository(
  files: Record<string, string>,
  atEnd: AtEnd = onTestFinished,
): Promise<GitRepository> {
  const folder = join(await temporaryFolder(atEnd), 'repository');
  await mkdir(folder);
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = async (...args: string[]) =>
    (await execa('git', args, { cwd: folder, env, stripFinalNewline: false })).stdout;
  const commit = async (changes: Record<string, string>) => {
    for (const [path, content] of Object.entries(changes)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await git('add', '-A', '--force', '--', '.');
    await git('-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-q', '-m', 'files');
    return (await git('rev-parse', 'HEAD')).trim();
  };
  await git('init', '-q', '-b', 'main');
  if (Object.keys(files).length > 0) await commit(files);
  return { folder, git, commit, show: (ref, path) => git('show', `${ref}:${path}`) };
}
