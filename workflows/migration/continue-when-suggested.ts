import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { migrateRepository } from '../migrate-repository.ts';
import type { MigrationRun } from './migration-run.ts';

/** Goes on in a new run, with an empty history, when Temporal suggests it. Nobody may wait for an activity then: its result would be lost. */
export async function continueWhenSuggested(run: MigrationRun): Promise<void> {
  if (!workflowInfo().continueAsNewSuggested) return;
  await condition(() => run.telling === 0);
  await continueAsNew<typeof migrateRepository>({ ...run.input, carried: run.state });
}
