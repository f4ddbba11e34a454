import type { BlobRef, CommitId, MigrationId } from '../src/domain/ids.ts';
import type { LineCommit } from '../src/ports/store.ts';
import type { Plan } from '../src/domain/plan.ts';
import { landedLine } from './support/landed-line.ts';
import { loadPlan } from './support/load-plan.ts';
import { mergeChanges } from './support/merge-changes.ts';
import { remakeGenerated } from './support/remake-generated.ts';
import type { GeneratorPorts } from './support/run-generators.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ReadLineInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
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
export function readLine(ports: GeneratorPorts) {
  return (input: ReadLineInput): Promise<Line> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const entries: LineEntry[] = [];
      const stranded: CommitId[] = [];
      let before = input.base;
      for (const entry of await landedLine(ports, input)) {
        const { commit, parent, module: path = commit } = entry;
        const at = parent === before ? commit : await replay(ports, { plan, entry, onto: before }, signal);
        if (at === undefined) stranded.push(commit);
        before = at ?? before;
        entries.push({ commit, path, at: before });
      }
      return { entries, stranded };
    });
}

async function replay(
  ports: GeneratorPorts,
  { plan, entry, onto }: { plan: Plan; entry: LineCommit; onto: CommitId },
  signal: AbortSignal,
): Promise<CommitId | undefined> {
  const { commit: head, parent: start, module = head } = entry;
  const merge = await mergeChanges(ports, plan, { start, head, tip: onto });
  if (merge.kind === 'conflict') return undefined;
  const input = { subject: 'Only to be verified', migration: plan.migration, module, step: 'replay', date: 0 };
  const commit = await ports.store.commitTree(merge.tree, onto, input);
  return remakeGenerated(ports, plan, { commit, parent: onto, input }, signal);
}
