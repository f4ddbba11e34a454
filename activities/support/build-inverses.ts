import { Failure } from '../../src/domain/failure.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { CommitInput, LineCommit } from '../../src/ports/store.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { mergeChanges } from './merge-changes.ts';
import { remakeGenerated } from './remake-generated.ts';
import type { GeneratorPorts } from './run-generators.ts';

export type Inverses = {
  tip: CommitId;
  /** In the order in which they were built: the newest merged commit first. `because` names the path of another one that it stood in the way of. */
  taken: { entry: LineCommit; by: CommitId; because?: string }[];
};
type Work = {
  plan: Plan;
  landed: LineCommit[];
  tip: CommitId;
  take: CommitId[];
  describe: (entry: LineCommit) => CommitInput;
};

/**
 * Builds the commits that take merged ones back, newest first, at object level. Where the inverse of one conflicts with what landed after
 * it in the same files, those are taken back before it; generated files are made anew in each of the commits. In the exact reverse order nothing conflicts, so that this always ends.
 */
export async function buildInverses(ports: GeneratorPorts, work: Work, signal: AbortSignal): Promise<Inverses> {
  const { store } = ports;
  const { landed, describe } = work;
  const because = new Map<CommitId, string | undefined>(work.take.map((commit) => [commit, undefined]));
  for (;;) {
    const found = await tryInverses(ports, { ...work, because, describe }, signal);
    if (found.kind === 'built') return found.inverses;
    const { entry, paths } = found;
    const later = landed.slice(landed.indexOf(entry) + 1).filter(({ commit }) => !because.has(commit));
    const touching = await filterAsync(later, async ({ parent, commit }) =>
      (await store.changedPaths(parent, commit)).some((path) => paths.includes(path)),
    );
    const more = touching.length > 0 ? touching : later;
    if (more.length === 0) {
      throw new Failure('Broken', `${entry.commit} can't be taken back: ${paths.join(', ')} changed after it.`);
    }
    for (const { commit } of more) because.set(commit, entry.module ?? entry.commit);
  }
}

type Try = { kind: 'built'; inverses: Inverses } | { kind: 'conflict'; entry: LineCommit; paths: string[] };

async function tryInverses(
  ports: GeneratorPorts,
  { plan, landed, tip, because, describe }: Work & { because: Map<CommitId, string | undefined> },
  signal: AbortSignal,
): Promise<Try> {
  const taken: Inverses['taken'] = [];
  let now = tip;
  for (const entry of landed.filter(({ commit }) => because.has(commit)).toReversed()) {
    const merge = await mergeChanges(ports, plan, { start: entry.commit, head: entry.parent, tip: now });
    if (merge.kind === 'conflict') return { kind: 'conflict', entry, paths: merge.paths };
    const input = describe(entry);
    const commit = await ports.store.commitTree(merge.tree, now, input);
    now = await remakeGenerated(ports, plan, { commit, parent: now, input }, signal);
    const why = because.get(entry.commit);
    taken.push({ entry, by: now, ...(why !== undefined && { because: why }) });
  }
  return { kind: 'built', inverses: { tip: now, taken } };
}

async function filterAsync<T>(items: T[], wanted: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept: T[] = [];
  for (const item of items) if (await wanted(item)) kept.push(item);
  return kept;
}
