import { ApplicationFailure, CancellationScope, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { wholeKey } from '../../src/core/plan/whole-migration.ts';
import { integrateWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { integrate } from '../integrate.ts';
import { activities } from '../proxies.ts';
import { searchAttributePairs } from '../search-attribute-pairs.ts';
import { approvePlan } from './approve-plan.ts';
import type { MigrationRun } from './migration-run.ts';

/**
 * Plans the migration, runs its setup, makes the integration branch, waits for the plan's approval where a person wants to give one, and
 * opens the merge queue; done already after continue-as-new.
 */
export async function prepare(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  if (state.phase !== 'preparing') return;
  const { light, remote, sandbox } = activities();
  const { migration, tenant, file, mode } = input;
  const prepared = await remote.prepareMigration.executeWithOptions(
    { summary: `fetch ${file.repository.ref} and plan the modules` },
    [{ v: 1, migration, tenant, file, delivers: mode === 'migrate' }],
  );
  state.prepared = prepared;
  run.show();
  await light.advanceBranch.executeWithOptions({ summary: 'make the integration branch' }, [
    { v: 1, migration, from: null, to: prepared.base },
  ]);
  state.tip = prepared.base;
  await sandbox.prepareEnvironment.executeWithOptions(
    { summary: `setup: ${file.setup?.run ?? 'none'}`.slice(0, 180) },
    [{ v: 1, migration, plan: prepared.plan, commit: prepared.base }],
  );
  await measureWhole(run);
  await approvePlan(run);
  if (mode === 'migrate') await openQueue(run);
  run.enter('first');
}

/**
 * Runs the commands of the migration as a whole at the base, before anybody approves or pays. What proves nothing there would prove nothing
 * at the end: a migration is refused for it, and a plan shows it.
 */
async function measureWhole({ input, state }: MigrationRun): Promise<void> {
  const { migration, file, mode } = input;
  const { prepared } = state;
  if (prepared === undefined || mode === 'try' || !file.verify.some(({ per }) => per === 'migration')) return;
  state.whole = await activities().sandbox.measureBaseline.executeWithOptions(
    { summary: 'baseline of the whole migration' },
    [{ v: 1, migration, plan: prepared.plan, module: wholeKey, round: 1, start: prepared.base }],
  );
  const { problem, tests, failing } = state.whole;
  if (failing > 0) state.red.push({ path: 'the whole migration', tests, failing });
  if (problem === undefined || mode === 'plan') return;
  throw ApplicationFailure.nonRetryable(
    `The commands of the whole migration (per: migration) prove nothing as they are: ${problem}`,
    'InputRefused',
  );
}

async function openQueue({ input, state }: MigrationRun): Promise<void> {
  const { migration, tenant, file } = input;
  const { prepared } = state;
  if (prepared === undefined) return;
  // A start that is cancelled half-way may still happen: then nobody would know that there is a queue to close.
  await CancellationScope.nonCancellable(() =>
    startChild(integrate, {
      workflowId: integrateWorkflowId(tenant, migration),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      // It is cancelled by name, after the modules: so it lives through continue-as-new and can answer to the end.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: searchAttributePairs({ DroverTenant: tenant, DroverMigration: migration }),
      staticSummary: `${file.name}: the merge queue`,
      staticDetails:
        'Lands approved modules on the branch, one at a time. Where the branch has moved, a module is verified again on the merged files ' +
        'before the branch moves; what conflicts or is red goes back to its module.',
      args: [{ v: 1, migration, plan: prepared.plan, tip: prepared.base }],
    }),
  );
}
