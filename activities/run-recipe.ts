import type { CommitId } from '../src/domain/ids.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { ModulePlan } from '../src/domain/module-plan.ts';
import type { Capture } from '../src/ports/checkouts.ts';
import type { Ports } from './ports.ts';
import { moduleCommands } from '../src/core/plan/module-commands.ts';
import { advanceModule } from './support/advance-module.ts';
import { explainCommand } from './support/explain-command.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { mayChange } from './support/may-change.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { runInCheckout } from './support/run-in-checkout.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type RunRecipeInput = ModuleStep & { start: CommitId; date: number };
export type RecipeResult = {
  commit: CommitId;
  changed: string[];
  /** Changes outside what the module may change; they were not taken. */
  leftOut: string[];
  /** Set when a command failed; nothing of what the commands changed was taken then. */
  failure?: string;
};

const listed = 20;

/**
 * Runs the commands that change a module (the recipe's, or the first or last module's own), one after the other in one checkout, and commits
 * what they changed.
 */
export function runRecipe(
  ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>,
) {
  return (input: RunRecipeInput): Promise<RecipeResult> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const lease = await ports.store.takeLease(input.migration, `modules/${module.key}`);
      const step = `modules/${module.key}/round-${input.round}/recipe-${input.start}`;
      const result = await once(ports.records, input.migration, step, async () => {
        const run = await runCommands(ports, plan, module, input.start, signal);
        if (run.kind === 'failed') return { commit: input.start, changed: [], leftOut: [], failure: run.failure };
        const commit = await ports.store.commit(input.start, run.capture.changes, {
          subject: module.role === 'module' ? `Run the recipe on ${module.path}` : `Run the command of ${module.path}`,
          migration: input.migration,
          module: module.path,
          step: 'recipe',
          date: input.date,
        });
        return {
          commit,
          changed: run.capture.changes.slice(0, listed).map((change) => change.path),
          leftOut: run.capture.leftOut.slice(0, listed).map(({ path, reason }) => `${path}: ${reason}`),
        };
      });
      await advanceModule(ports.store, lease, module.key, result.commit);
      return result;
    });
}

type Run = { kind: 'ran'; capture: Capture } | { kind: 'failed'; failure: string };

function runCommands(
  ports: Pick<Ports, 'checkouts' | 'environments' | 'sandbox'>,
  plan: Plan,
  module: ModulePlan,
  start: CommitId,
  signal: AbortSignal,
): Promise<Run> {
  // A dependency is added to package.json and to what is installed: the command of an outer module may write both.
  const use = module.role === 'module' ? 'change' : 'change-environment';
  return runInCheckout<Run>(ports, { plan, module, commit: start, base: start, use }, signal, async (run, checkout) => {
    for (const command of moduleCommands(plan.file, module.role)) {
      const result = await run(command);
      if (result.ended !== 'exited' || result.exitCode !== 0) {
        return { kind: 'failed', failure: explainCommand(command.run, result) };
      }
    }
    return { kind: 'ran', capture: await checkout.capture(mayChange(plan, module)) };
  });
}
