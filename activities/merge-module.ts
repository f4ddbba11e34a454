import type { CommitId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type MergeModuleInput = ModuleStep & {
  /** The integration branch's newest commit. */
  tip: CommitId;
  start: CommitId;
  head: CommitId;
  /** What goes into the merged commit's message: who approved, and the evidence. */
  body: string;
  date: number;
};
export type MergedModule =
  | {
      kind: 'merged';
      commit: CommitId;
      /** True when the merged tree is the very tree that was verified. */ verified: boolean;
    }
  | { kind: 'conflict'; paths: string[] };

const listed = 20;

/** Builds the commit that lands a module on the branch's tip, as one commit, at object level. No ref moves yet. */
export function mergeModule(ports: Pick<Ports, 'blobs' | 'records' | 'store'>) {
  return (input: MergeModuleInput): Promise<MergedModule> =>
    withHeartbeat(async () => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const merge = await ports.store.merge(input.start, input.tip, input.head);
      const { tip, start, head, body } = input;
      const note = (result: MergedModule) =>
        ports.records.write(input.migration, `modules/${module.key}/round-${input.round}/merge-${head}-onto-${tip}`, {
          v: 1,
          step: 'merge',
          tip,
          start,
          head,
          body,
          result,
        });
      if (merge.kind === 'conflict') {
        const conflict: MergedModule = { kind: 'conflict', paths: merge.paths.slice(0, listed) };
        await note(conflict);
        return conflict;
      }
      const commit = await ports.store.commitTree(merge.tree, tip, {
        subject: `${plan.file.name}: migrate ${module.path}`,
        body,
        migration: plan.migration,
        module: module.path,
        step: 'merge',
        date: input.date,
      });
      const merged: MergedModule = { kind: 'merged', commit, verified: merge.tree === (await ports.store.tree(head)) };
      await note(merged);
      return merged;
    });
}
