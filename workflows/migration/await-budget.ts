import type { AwaitedBudget } from '../../src/domain/budget.ts';
import { mark } from '../mark.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { MigrationRun } from './migration-run.ts';

/** Shows that the migration waits for a higher budget, and why; or, without a reason, that it does not, or no longer. */
export function awaitBudget(run: MigrationRun, now: Pick<AwaitedBudget, 'why' | 'modules' | 'own'>): void {
  const { state } = run;
  const known = state.awaitsBudget;
  if (now.why.length === 0) {
    if (known === undefined) return;
    delete state.awaitsBudget;
    mark({ DroverPhase: state.phase });
    return run.show();
  }
  state.awaitsBudget = { ...now, since: known?.since ?? Date.now(), reminders: known?.reminders ?? 0 };
  if (known === undefined) mark({ DroverPhase: 'awaiting-budget' });
  run.show();
  if (!run.reminding) void remind(run).catch(() => {});
}

/** Reminds people of the wait, and ends it, as the migration file says. A cancelled migration waits no more. */
async function remind(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  const { remind: every, expire } = input.file.approve;
  run.reminding = true;
  const decided = await waitForPerson({
    what: `the budget of ${input.migration}`,
    since: state.awaitsBudget?.since ?? Date.now(),
    ...(every !== undefined && { remind: every }),
    ...(expire !== undefined && { expire }),
    isDecided: () => state.awaitsBudget === undefined,
    async onReminder() {
      if (state.awaitsBudget !== undefined) state.awaitsBudget.reminders += 1;
      run.show();
    },
  });
  run.reminding = false;
  if (decided) return;
  state.budgetOver = 'the budget is used up, and nobody raised it in time (approve.expire)';
  run.changes += 1;
}
