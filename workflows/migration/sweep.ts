import { condition, patched } from '@temporalio/workflow';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import { activities } from '../proxies.ts';
import { awaitWave, tellWave } from './await-wave.ts';
import { concurrencyNow } from './concurrency-now.ts';
import { continueWhenSuggested } from './continue-when-suggested.ts';
import { countAtWork } from './count-at-work.ts';
import { endedModule } from './ended-module.ts';
import { lendBudget } from './lend-budget.ts';
import type { MigrationRun } from './migration-run.ts';
import { prepareFinal } from './final/prepare-final.ts';
import { nextReady, skipStranded } from './wait-for-others.ts';
import { phaseModules } from './phase-modules.ts';
import { isRaiseAwaited, settleBudget } from './settle-budget.ts';
import { groupOf, startGroup } from './start-group.ts';
import { startModule } from './start-module.ts';

/** Runs the current phase's modules in a sliding window: as many side by side as the migration allows, the next when one ends. */
export async function sweep(run: MigrationRun): Promise<void> {
  const { state } = run;
  await beginPhase(run);
  while (state.pending.length > 0 || state.running.length > 0 || state.groups.length > 0 || isHeld(run)) {
    prepareFinal(run);
    const seen = run.changes;
    settleBudget(run);
    if (skipStranded(run)) continue;
    if (await tellWave(run)) {
      await continueWhenSuggested(run);
      continue;
    }
    const next = nextReady(run);
    awaitWave(run, next !== undefined);
    if (next !== undefined && !state.paused && countAtWork(run) < concurrencyNow(run)) {
      if (await beginOrLeave(run, next)) continue;
    }
    await condition(() => run.changes !== seen);
    // Modules live on by themselves and report to this workflow's id, whichever run of it listens.
    await continueWhenSuggested(run);
  }
}

/** Also the next phase, and the delivery, wait until a paused migration goes on. */
function isHeld({ state }: MigrationRun): boolean {
  return state.paused && patched('pause-holds-phases');
}

/** Begins a module, or ends it when the budget is spent and nobody is waited for; false when it can't begin yet. */
async function beginOrLeave(run: MigrationRun, next: ModuleRef): Promise<boolean> {
  const { state } = run;
  const lent = lendBudget(run, next.key);
  // A running one may leave something over when it ends, or a person may raise the budget.
  if (lent.kind === 'spent' && (countAtWork(run) > 0 || isRaiseAwaited(run))) return false;
  const group = groupOf(run, next);
  // Its members have ended and are retried; it itself is about to.
  if (group !== undefined && state.groups.some(({ key }) => key === group.key)) return false;
  if (group !== undefined && lent.kind === 'lent') {
    await startGroup(run, group);
    return true;
  }
  state.pending = state.pending.filter(({ key }) => key !== next.key);
  if (lent.kind === 'lent') await startModule(run, next, lent.lease);
  else run.moduleLeft(endedModule(next, 'unresolved', lent.why));
  return true;
}

/** Decides which modules the phase has and where they start; once, also when it is taken up again after continue-as-new. */
async function beginPhase(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  const { phase } = state;
  if (state.begun === phase) return;
  if (input.mode === 'migrate' && phase !== 'first') {
    const { tip } = await activities().light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [
      { v: 1, migration: input.migration },
    ]);
    state.tip = tip;
  }
  // What is tried is tried on what the first module would have made of the repository.
  const first = state.finished.find((result) => result.role === 'first');
  if (input.mode === 'try' && first?.state === 'verified' && first.head !== undefined) state.tip = first.head;
  const todo = phaseModules(run).filter((module) => !run.tally.states.has(module.key));
  state.begun = phase;
  if (input.mode === 'plan' || run.allWell()) state.pending.push(...todo);
  else for (const module of todo) run.moduleLeft(endedModule(module, 'skipped', unlanded));
}

/** A first module that did not land leaves nothing to build on, and a last one must not take away what others still need. */
const unlanded = 'modules that had to land before it did not';
