import type { CommitId } from '../src/domain/ids.ts';
import { isProved } from './support/is-proved.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { mergedCommit } from './support/merged-commit.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { runGenerators, type GeneratorPorts } from './support/run-generators.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type MakeGeneratedInput = ModuleStep & {
  /** The commit that it was merged onto, whose environment the commands find. */
  tip: CommitId;
  /** The merged commit, which has the tip's version of the generated files. */
  merged: CommitId;
  head: CommitId;
  body: string;
  date: number;
  /** True: what the commands change becomes a commit of its own on top of the merged one. */
  onTop?: boolean;
};
export type MadeGenerated =
  | {
      kind: 'made';
      /** The merged commit with the files as the commands made them. */
      commit: CommitId;
      /** True when its tree is the very tree that was verified, and nothing that has landed depends on the module. */
      verified: boolean;
    }
  | {
      kind: 'failed';
      /** The command, how it ended, and its last words. */
      said: string;
    };

const listed = 20;

/**
 * Makes the generated files of a merged commit anew: runs their commands in a checkout of it, and takes what they change in those files into the commit. No ref
 * moves. A commit is made once; a retry after a crash may run the commands again.
 */
export function makeGenerated(ports: GeneratorPorts) {
  return (input: MakeGeneratedInput): Promise<MadeGenerated> =>
    withHeartbeat(async (signal) => {
      const { migration, merged, tip, head, body, date } = input;
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const record = `modules/${module.key}/round-${input.round}/generated-${merged}`;
      const { result } = await once(ports.records, migration, record, async () => {
        const run = await runGenerators(ports, { plan, module, commit: merged, onto: tip }, signal);
        if (run.kind === 'failed') return { result: run };
        const { changes, leftOut } = run.capture;
        const draft = {
          subject: `${plan.file.name}: make generated files anew`,
          migration,
          module: module.path,
          step: 'generated',
          date,
        };
        const child = await ports.store.commit(merged, changes, draft);
        const tree = await ports.store.tree(child);
        const commit = input.onTop
          ? child
          : await mergedCommit(ports, { plan, module }, { tree, tip, head, body, date });
        const verified = await isProved(ports, plan, { key: module.key, tree, head });
        return {
          result: { kind: 'made' as const, commit, verified },
          changed: changes.slice(0, listed).map(({ path }) => path),
          leftOut: leftOut.slice(0, listed).map(({ path, reason }) => `${path}: ${reason}`),
        };
      });
      return result;
    });
}
