import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { splitRecords } from './split-records.ts';

type Side = { mode: string; oid: string };
/** A file that differs between two commits; undefined on the side that does not have it. */
export type TreeDifference = { path: string; before: Side | undefined; after: Side | undefined };

/** The files that differ between two commits, in the order of their paths. git passes over equal folders without looking into them. */
export async function compareTrees(git: Git, from: CommitId, to: CommitId): Promise<TreeDifference[]> {
  if (from === to) return [];
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', checkId(from), checkId(to)];
  const records = splitRecords(outputOf(`Comparing ${from} with ${to}`, await git.plumbing(args)));
  const differences: TreeDifference[] = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    const match = /^:(\d{6}) (\d{6}) ([0-9a-f]{40}) ([0-9a-f]{40}) [A-Z]\d*$/.exec(records[at] ?? '');
    if (match === null)
      throw new Failure('Broken', `Comparing ${from} with ${to}: git answered ${JSON.stringify(records[at])}.`);
    const [, modeBefore = '', modeAfter = '', before = '', after = ''] = match;
    differences.push({ path: records[at + 1] ?? '', before: side(modeBefore, before), after: side(modeAfter, after) });
  }
  return differences;
}

function side(mode: string, oid: string): Side | undefined {
  return mode === '000000' ? undefined : { mode, oid };
}
