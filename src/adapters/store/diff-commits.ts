import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { splitRecords } from './split-records.ts';

/** A unified diff with renames. No program of a configuration shows or converts anything. */
export async function diffCommits(git: Git, from: CommitId, to: CommitId): Promise<string> {
  const args = ['diff-tree', '-p', '-M', '--no-ext-diff', '--no-textconv', '--no-color', checkId(from), checkId(to)];
  return Buffer.from(outputOf(`Comparing ${from} with ${to}`, await git.plumbing(args))).toString();
}

/** The paths that differ between two commits; a renamed file counts with both of its paths. */
export async function changedPaths(git: Git, from: CommitId, to: CommitId): Promise<string[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', checkId(from), checkId(to)];
  if (from === to) return [];
  return splitRecords(outputOf(`Comparing ${from} with ${to}`, await git.plumbing(args)));
}
