import { lstat, mkdir, rmdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { isMissing } from '../is-missing.ts';
import { isPlainPath } from './check-path.ts';
import { compareTrees, type TreeDifference } from './compare-trees.ts';
import type { Git } from './git.ts';

/** With more than this, writing all files anew is not much slower; and all contents are held in memory. */
const mostFiles = 2_000;
const mostBytes = 64 * 1024 * 1024;

/**
 * Brings a folder that holds commit `from`, and that nothing but the store has ever written to, to commit `to`. False, and nothing is
 * touched, when that is no small step: then check it out anew. No link is followed: what is in a file's way is removed before,
 * every folder above it is looked at, and a file is only written where there is none. A failure leaves something in between.
 */
export async function switchTree(git: Git, from: CommitId, to: CommitId, folder: string): Promise<boolean> {
  const differences = await compareTrees(git, from, to);
  if (differences.length > mostFiles || !differences.every(isSmallStep)) return false;
  const written = differences.filter(({ after }) => after !== undefined);
  const contents = await git.objects(written.map(({ after }) => after?.oid ?? ''));
  if (contents.reduce((sum, object) => sum + (object?.content.byteLength ?? 0), 0) > mostBytes) return false;

  for (const { path, before } of differences.toReversed()) if (before !== undefined) await remove(folder, path);
  for (const [index, { path, after }] of written.entries()) {
    const object = contents[index];
    if (object?.type !== 'blob') throw new Failure('Broken', `The store has lost ${path} of commit ${to}.`);
    await makeFolders(folder, dirname(path));
    await write(join(folder, path), after?.mode ?? '', object.content);
  }
  return true;
}

/** Submodules are left to git, as are names that it would refuse to write. */
function isSmallStep({ path, before, after }: TreeDifference): boolean {
  const names = path.split('/');
  return (
    isPlainPath(path) &&
    !path.includes('\uFFFD') &&
    !names.some((name) => /^(\.git([\s.:].*)?|git~\d+)$/is.test(name.replaceAll(/\P{ASCII}/gu, ''))) &&
    ![before?.mode, after?.mode].includes('160000')
  );
}

/** Removes a file and the folders that are empty then. */
async function remove(root: string, path: string): Promise<void> {
  await makeSure(root, dirname(path));
  await unlink(join(root, path));
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    try {
      await rmdir(join(root, above));
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
      throw error;
    }
  }
}

async function makeFolders(root: string, path: string): Promise<void> {
  if (path === '.') return;
  await makeFolders(root, dirname(path));
  await mkdir(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await makeSure(root, path);
}

/** Every step of the way must be a real folder. */
async function makeSure(root: string, path: string): Promise<void> {
  if (path === '.') return;
  await makeSure(root, dirname(path));
  const stats = await lstat(join(root, path)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (stats?.isDirectory() !== true)
    throw new Failure(
      'Transient',
      `${join(root, path)} is no folder, though the commit has it: something else wrote there.`,
    );
}

async function write(path: string, mode: string, content: Uint8Array): Promise<void> {
  if (mode === '120000') return symlink(Buffer.from(content), path);
  await writeFile(path, content, { flag: 'wx', mode: mode === '100755' ? 0o777 : 0o666 });
}
