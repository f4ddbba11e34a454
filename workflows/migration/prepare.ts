import { CancellationScope, ParentClosePolicy, startChild } from '@temporalio/workflow';
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
  await approvePlan(run);
  if (mode === 'migrate') await openQueue(run);
  run.enter('first');
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
