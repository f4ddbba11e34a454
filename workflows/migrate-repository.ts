import { CancellationScope, ContinueAsNew, isCancellation } from '@temporalio/workflow';
import { describeError } from './describe-error.ts';
import { verifyMigration } from './migration/final/verify-migration.ts';
import { hearControls } from './migration/hear-controls.ts';
import { migrationRun, type MigrateRepositoryInput, type MigrationRun } from './migration/migration-run.ts';
import { prepare } from './migration/prepare.ts';
import { sweep } from './migration/sweep.ts';
import { toReport } from './migration/to-report.ts';
import { mark } from './mark.ts';
import { activities } from './proxies.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import { cancelAll, closeQueue } from './migration/stop.ts';
import type { MigrationReport, MigrationStatus } from '../src/domain/migration-report.ts';

export type { MigrateRepositoryInput };

/** A whole migration: prepare, the first module, the sweep, the last module, final verification, delivery, report. Returns the report. */
export async function migrateRepository(input: MigrateRepositoryInput): Promise<MigrationReport> {
  const scope = new CancellationScope();
  const run = migrationRun(input, () => scope.cancel());
  hearControls(run);
  try {
    return await scope.run(() => toTheEnd(run));
  } catch (error) {
    // Not an end, although it is thrown: the next run takes up all that runs.
    if (error instanceof ContinueAsNew) throw error;
    const cancelled = isCancellation(error);
    const report = await CancellationScope.nonCancellable(async () => {
      await cancelAll(run);
      run.problem ??= cancelled ? 'cancelled' : describeError(error);
      return finish(run, cancelled ? 'cancelled' : 'failed');
    });
    if (run.stopped && cancelled) return report;
    throw error;
  }
}

async function toTheEnd(run: MigrationRun): Promise<MigrationReport> {
  await prepare(run);
  await allPhases(run);
  await closeQueue(run);
  return finish(run, run.allWell() && isGreen(run) ? 'completed' : 'completed-with-unresolved');
}

/** Whether nothing of the branch is known to be red. */
function isGreen({ state }: MigrationRun): boolean {
  return state.final?.verdict !== 'red-at-base';
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
        run.enter(run.input.mode === 'migrate' ? 'verifying' : 'delivering');
        break;
      case 'verifying':
        await verifyMigration(run);
        run.enter('delivering');
        break;
      default:
        return;
    }
  }
}

async function finish(run: MigrationRun, status: MigrationStatus): Promise<MigrationReport> {
  const { light } = activities();
  delete run.state.awaitsBudget;
  const { prepared, tip: known } = run.state;
  const tip = known === undefined ? '' : await branchTip(run);
  const isEmpty = tip === '' || tip === prepared?.base || run.state.final?.verdict === 'nothing-merged';
  const isProved = run.state.final?.verdict !== 'rejected';
  const branch = prepared === undefined || isEmpty || !isProved ? null : await deliver(run, prepared.plan, tip);
  const report = toReport(run, status, tip, branch);
  const { report: _, ...proof } = await light.writeReport.executeWithOptions({ summary: `report: ${status}` }, [
    { v: 1, report },
  ]);
  mark({ DroverPhase: status });
  run.enter(status);
  return { ...report, ...proof };
}

async function branchTip({ input }: MigrationRun): Promise<CommitId> {
  const { light } = activities();
  const { tip } = await light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [
    { v: 1, migration: input.migration },
  ]);
  return tip;
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
