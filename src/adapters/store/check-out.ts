import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { withScratch } from './scratch.ts';

/**
 * Writes a commit's files as raw bytes (info/attributes takes all conversions back). One git process reads the commit into a
 * temporary index and writes the files; it refuses names like `.git`, and never writes through a symbolic link. Links are
 * written as they are, wherever they point: only commands in a sandbox follow them, and that has no host to lead to.
 * A submodule is left as an empty folder. Throws `InputRefused` unless the folder is empty or missing.
 */
export async function checkOut(git: Git, commit: CommitId, folder: string): Promise<void> {
  checkId(commit);
  const target = resolve(folder);
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) {
    throw new Failure(
      'InputRefused',
      `The folder ${target} is not empty: commit ${commit} is only written into an empty one.`,
    );
  }
  await withScratch(git, async (scratch) => {
    const index = join(scratch, 'index');
    const args = ['-c', 'core.fsync=none', `--work-tree=${target}`, 'read-tree', '--reset', '-u', commit];
    outputOf(`Writing the files of commit ${commit}`, await git.plumbing(args, { index, cwd: target }));
  });
}
