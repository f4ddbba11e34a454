import type { CommitId, MigrationId } from '../src/domain/ids.ts';
import type { LineCommit } from '../src/ports/store.ts';
import type { Ports } from './ports.ts';
import { landedLine } from './support/landed-line.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ReadLineInput = {
  v: 1;
  migration: MigrationId;
  base: CommitId;
  tip: CommitId;
  /** The commits that were taken back, and those that took them back. */
  gone: CommitId[];
};
/** A merged commit, and the state of the branch with it and all before it: a commit to look at, which may be one that no ref points at. */
export type LineEntry = { commit: CommitId; path: string; at: CommitId };
export type Line = {
  entries: LineEntry[];
  /** Merged commits that can't stand without what was taken back: their changes don't apply any more. */
  stranded: CommitId[];
};

/**
 * Reads what is on the branch, in its order. Where something was taken back, the states between are made without it, so that a bisection
 * does not find again what is gone.
 */
export function readLine(ports: Pick<Ports, 'store'>) {
  return (input: ReadLineInput): Promise<Line> =>
    withHeartbeat(async () => {
      const entries: LineEntry[] = [];
      const stranded: CommitId[] = [];
      let before = input.base;
      for (const entry of await landedLine(ports, input)) {
        const { commit, parent, module: path = commit } = entry;
        const at = parent === before ? commit : await replay(ports, input.migration, entry, before);
        if (at === undefined) stranded.push(commit);
        before = at ?? before;
        entries.push({ commit, path, at: before });
      }
      return { entries, stranded };
    });
}

async function replay(
  { store }: Pick<Ports, 'store'>,
  migration: MigrationId,
  { commit, parent, module = commit }: LineCommit,
  onto: CommitId,
): Promise<CommitId | undefined> {
  const merge = await store.merge(parent, onto, commit);
  if (merge.kind === 'conflict') return undefined;
  const input = { subject: 'Only to be verified', migration, module, step: 'replay', date: 0 };
  return store.commitTree(merge.tree, onto, input);
}
