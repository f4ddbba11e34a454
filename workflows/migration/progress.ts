import type { ModuleState } from '../../src/domain/module-state.ts';
import type { ProgressView } from '../../src/domain/progress-view.ts';
import { finalProgress } from './final/final-state.ts';
import { budgetNow } from './budget-now.ts';
import { largestFirst } from '../../src/core/workflow/largest-first.ts';
import type { MigrationRun } from './migration-run.ts';
import { countPlanned } from './planned-modules.ts';
import { warnings } from './warnings.ts';

/** A migration's state as its `progress` query shows it. */
export function progress(run: MigrationRun): ProgressView {
  const { input, state } = run;
  const { phase, paused, awaitsPlan, pending, running, awaiting, prepared, decisions, refusedSignals, groups } = state;
  const total = countPlanned(state);
  const final = finalProgress(run);
  const budget = budgetNow(run);
  return {
    name: input.file.name,
    mode: input.mode,
    phase,
    paused,
    ...(awaitsPlan && { awaitsPlan }),
    ...(state.awaitsWave && { awaitsWave: state.awaitsWave }),
    ...(state.awaitsBudget && { awaitsBudget: state.awaitsBudget }),
    ...(budget.length > 0 && { budget }),
    ...(prepared && { base: prepared.base, plan: prepared.plan }),
    total,
    planned: total - running.length - state.finished.length,
    running: running.map(({ key, path, workflowId }) => ({ key, path, workflowId })),
    awaiting: awaiting.filter(
      (module) =>
        [...running, ...groups].some(({ key }) => key === module.key) && pending.every(({ key }) => key !== module.key),
    ),
    ...(groups.length > 0 && { groups }),
    ...endsNow(run),
    decisions,
    refusedSignals,
    ...(final && { final }),
    warnings: warnings(run),
  };
}

/** So many are enough for those who look every second, and so many go into an answer however many there are. */
const newest = 100;
const shownReasons = 50;

function endsNow({ state, tally }: MigrationRun): Pick<ProgressView, 'ended' | 'finished' | 'reasons' | 'usage'> {
  const of = (name: ModuleState) => tally.counts.get(name) ?? 0;
  const [merged, unchanged, unresolved] = [of('merged') + of('adopted'), of('unchanged'), of('unresolved')];
  return {
    ended: { merged, unchanged, unresolved, other: state.finished.length - merged - unchanged - unresolved },
    finished: state.finished.slice(-newest),
    reasons: largestFirst(tally.reasons).slice(0, shownReasons),
    usage: tally.usage,
  };
}
