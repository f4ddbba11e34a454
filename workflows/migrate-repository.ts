import { ApplicationFailure, CancellationScope, ContinueAsNew, isCancellation } from '@temporalio/workflow';
import { describeError } from './describe-error.ts';
import { migrationRun, type MigrateRepositoryInput, type MigrationRun } from './migration/migration-run.ts';
import { prepare } from './migration/prepare.ts';
import { sweep } from './migration/sweep.ts';
import { activities } from './proxies.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import { cancelAll, closeQueue } from './migration/stop.ts';
import type { MigrationReport, MigrationStatus } from '../src/domain/migration-report.ts';

export type { MigrateRepositoryInput };

/** A whole migration: prepare, the first module, the sweep, the last module, delivery, report. Returns the report. */
export async function migrateRepository(input: MigrateRepositoryInput): Promise<MigrationReport> {
  const run = migrationRun(input);
  try {
    await prepare(run);
    await allPhases(run);
    await closeQueue(run);
    return await finish(run, run.allLanded() ? 'completed' : 'completed-with-unresolved');
  } catch (error) {
    // Not an end, although it is thrown: the next run takes up all that runs.
    if (error instanceof ContinueAsNew) throw error;
    const cancelled = isCancellation(error);
    await CancellationScope.nonCancellable(async () => {
      await cancelAll(run);
      run.problem = cancelled ? 'cancelled' : describeError(error);
      // Without an integration branch there is nothing that a report could speak of: the failure itself says all.
      if (run.state.tip !== undefined) await finish(run, cancelled ? 'cancelled' : 'failed');
    });
    throw error;
  }
}

async function allPhases(run: MigrationRun): Promise<void> {
  const { state } = run;
  for (;;) {
    switch (state.phase) {
      case 'first':
        await sweep(run);
        run.enter('sweep');
        break;
      case 'sweep':
        await sweep(run);
        run.enter('last');
        break;
      case 'last':
        await sweep(run);
        run.enter('delivering');
        break;
      default:
        return;
    }
  }
}

async function finish(run: MigrationRun, status: MigrationStatus): Promise<MigrationReport> {
  const { light } = activities();
  const { migration } = run.input;
  const { prepared } = run.state;
  if (prepared === undefined)
    throw ApplicationFailure.nonRetryable('A migration without a plan has no report.', 'Broken');
  const { tip } = await light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [{ v: 1, migration }]);
  const branch = tip === prepared.base ? null : await deliver(run, prepared.plan, tip);
  const report = run.report(status, tip, branch);
  await light.writeReport.executeWithOptions({ summary: `report: ${status}` }, [{ v: 1, report }]);
  run.enter(status === 'cancelled' || status === 'failed' ? status : 'completed');
  return report;
}

/** Returns the branch; null where a migration that was stopped can't be delivered either: a report that says so is better than none. */
async function deliver(run: MigrationRun, plan: BlobRef, commit: CommitId): Promise<string | null> {
  const { migration } = run.input;
  try {
    const { branch } = await activities().remote.deliverBranch.executeWithOptions({ summary: 'deliver the branch' }, [
      { v: 1, migration, plan, commit },
    ]);
    return branch;
  } catch (error) {
    if (run.problem === undefined) throw error;
    const why = describeError(error);
    if (why !== run.problem) run.problem = `${run.problem}; the branch could not be delivered: ${why}`;
    return null;
  }
}
