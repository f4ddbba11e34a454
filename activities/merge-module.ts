import type { CommitId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { isProved } from './support/is-proved.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { mergeChanges } from './support/merge-changes.ts';
import { mergedCommit } from './support/merged-commit.ts';
import type { ModuleStep } from './support/module-step.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type MergeModuleInput = ModuleStep & {
  /** The integration branch's newest commit, or the one before in the line. */
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
      /** True when the merged tree is the very tree that was verified, and nothing that has landed depends on the module. */
      verified: boolean;
      /** True when its generated files are still those of the tip, and have to be made anew. */
      unmade?: true;
    }
  | { kind: 'conflict'; paths: string[] };

const listed = 20;

/** Builds the commit that lands a module, or a group, on the branch's tip, as one commit, at object level. No ref moves yet. */
export function mergeModule(ports: Pick<Ports, 'blobs' | 'records' | 'store'>) {
  return (input: MergeModuleInput): Promise<MergedModule> =>
    withHeartbeat(async () => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const { tip, start, head, body, date } = input;
      const merge = await mergeChanges(ports, plan, { start, head, tip });
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
      const { tree } = merge;
      const commit = await mergedCommit(ports, { plan, module }, { tree, tip, head, body, date });
      const verified = await isProved(ports, plan, { key: module.key, tree, head });
      const unmade = plan.file.generated?.length ? { unmade: true as const } : {};
      const merged: MergedModule = { kind: 'merged', commit, verified, ...unmade };
      await note(merged);
      return merged;
    });
}
