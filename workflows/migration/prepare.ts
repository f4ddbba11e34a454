import { ApplicationFailure, CancellationScope, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { ProbedModels } from '../../activities/probe-models.ts';
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
  const listed = await listModules(run);
  const prepared = await remote.prepareMigration.executeWithOptions(
    { summary: `fetch ${file.repository.ref} and plan the modules` },
    [{ v: 1, migration, tenant, file, delivers: mode === 'migrate', ...listed }],
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
  if (mode !== 'plan' && file.model.check) state.probed = await probeModels(run);
  if (mode === 'migrate') await openQueue(run);
  run.enter('first');
}

/** What the migration's own command says of which modules there are; nothing where it has no such command. */
async function listModules({ input }: MigrationRun): Promise<{ listed?: BlobRef }> {
  const { migration, file } = input;
  if (file.modules.by !== 'command') return {};
  const { listed } = await activities().sandbox.listModules.executeWithOptions(
    { summary: `list the modules: ${file.modules.command ?? ''}`.slice(0, 180) },
    [{ v: 1, migration, file }],
  );
  return { listed };
}

/** Before anything is paid for: whether the models answer, and call tools. */
function probeModels({ input, state }: MigrationRun): Promise<ProbedModels> {
  const { migration, file } = input;
  const names = [file.model.name, ...(file.model.fallback ? [file.model.fallback.name] : [])];
  return activities().probe.probeModels.executeWithOptions(
    { summary: `check: ${names.join(' and ')} call tools`.slice(0, 180) },
    [{ v: 1, migration, plan: state.prepared?.plan ?? '' }],
  );
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
