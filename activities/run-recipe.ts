import type { CommitId } from '../src/domain/ids.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { ModulePlan } from '../src/domain/module-plan.ts';
import type { Capture } from '../src/ports/checkouts.ts';
import type { Ports } from './ports.ts';
import { advanceModule } from './support/advance-module.ts';
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
  /** Set when a recipe command failed; nothing of the recipe was taken then. */
  failure?: string;
};

const listed = 20;

/** Runs the recipe's commands, one after the other in one checkout, and commits what they changed. */
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
          subject: `Run the recipe on ${module.path}`,
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
  return runInCheckout<Run>(ports, { plan, module, commit: start, base: start }, signal, async (run, checkout) => {
    for (const command of plan.file.recipe) {
      const result = await run({ run: command.run, network: command.network, timeout: command.timeout });
      if (result.ended !== 'exited' || result.exitCode !== 0) {
        const words = new TextDecoder()
          .decode(result.stderr.length > 0 ? result.stderr : result.stdout)
          .trim()
          .slice(-500);
        const how = result.ended === 'exited' ? `exit code ${result.exitCode}` : result.ended;
        return { kind: 'failed', failure: `${command.run.slice(0, 200)}: ${how}: ${words}` };
      }
    }
    return { kind: 'ran', capture: await checkout.capture(mayChange(plan, module)) };
  });
}
