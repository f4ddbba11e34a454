import { amountOf } from '../../src/core/budget/amount-of.ts';
import { moduleLimits, toLease, wholeLimits } from '../../src/core/budget/effective-limits.ts';
import { leaseBudget, type Lent } from '../../src/core/budget/lease-budget.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import { countAtWork } from './count-at-work.ts';
import type { MigrationRun, RunningModule } from './migration-run.ts';

/** What a module may use of the migration's budget, one that begins or, given as `running`, one that needs more; or why it gets nothing now. */
export function lendBudget(run: MigrationRun, key: string, running?: RunningModule): Lent {
  const { state, input, tally } = run;
  const { budget, concurrency } = input.file;
  const others = state.running.filter((module) => module !== running);
  const hungry = state.running.filter((module) => module.hungry !== undefined).length;
  const beginning = Math.max(0, Math.min(concurrency - countAtWork(run), state.pending.length));
  return leaseBudget(
    {
      whole: toLease(wholeLimits(budget, state.decisions), state.startedAt),
      own: toLease(moduleLimits(budget, state.decisions, key), running?.startedAt ?? Date.now()),
    },
    {
      spent: tally.spent,
      others,
      used: running?.used ?? amountOf(noUsage, 0),
      slots: beginning + hungry,
      now: Date.now(),
      next: running?.hungry?.next ?? 'attempt',
    },
  );
}
