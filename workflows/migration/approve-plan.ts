import { CancellationScope } from '@temporalio/workflow';
import { mark } from '../mark.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { MigrationRun } from './migration-run.ts';

/** Waits until a person has approved the plan, where the migration file asks for that. A rejection cancels the migration elsewhere. */
export async function approvePlan(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  const { approve } = input.file;
  if (!approve.plan || input.mode !== 'migrate' || state.prepared === undefined) return;
  const since = Date.now();
  state.awaitsPlan = { plan: state.prepared.plan, since };
  mark({ DroverPhase: 'awaiting-plan-approval' });
  run.enter('awaiting-plan-approval');
  const decided = await waitForPerson({
    what: `the plan of ${input.migration}`,
    since,
    ...(approve.remind !== undefined && { remind: approve.remind }),
    ...(approve.expire !== undefined && { expire: approve.expire }),
    isDecided: () => state.awaitsPlan === undefined,
    onReminder: async () => run.show(),
  });
  delete state.awaitsPlan;
  if (!decided) {
    run.stop('nobody decided on the plan in time (approve.expire)');
    await CancellationScope.current().cancelRequested;
  }
  mark({ DroverPhase: 'running' });
}
