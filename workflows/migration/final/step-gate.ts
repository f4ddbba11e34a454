import { condition } from '@temporalio/workflow';
import { continueWhenSuggested } from '../continue-when-suggested.ts';
import type { MigrationRun } from '../migration-run.ts';

/** Before each step of the final verification, while none is under way: waits while the migration is paused, and keeps its history short. */
export async function stepGate(run: MigrationRun): Promise<void> {
  await condition(() => !run.state.paused);
  await continueWhenSuggested(run);
}
