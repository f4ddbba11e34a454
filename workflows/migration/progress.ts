import type { ProgressView } from '../../src/domain/progress-view.ts';
import { finalProgress } from './final/final-state.ts';
import type { MigrationRun } from './migration-run.ts';
import { plannedModules } from './planned-modules.ts';
import { warnings } from './warnings.ts';

/** A migration's state as its `progress` query shows it. */
export function progress(run: MigrationRun): ProgressView {
  const { input, state } = run;
  const { phase, paused, awaitsPlan, pending, running, awaiting, finished, prepared, decisions, refusedSignals } =
    state;
  const total = plannedModules(state).length;
  const final = finalProgress(run);
  return {
    name: input.file.name,
    mode: input.mode,
    phase,
    paused,
    ...(awaitsPlan && { awaitsPlan }),
    ...(prepared && { base: prepared.base, plan: prepared.plan }),
    total,
    planned: total - running.length - finished.length,
    running: running.map(({ key, path, workflowId }) => ({ key, path, workflowId })),
    awaiting: awaiting.filter(
      (module) => running.some(({ key }) => key === module.key) && pending.every(({ key }) => key !== module.key),
    ),
    finished,
    decisions,
    refusedSignals,
    ...(final && { final }),
    warnings: warnings(run),
  };
}
