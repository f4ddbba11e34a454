import { hasLanded } from '../../src/core/workflow/has-landed.ts';
import {
  CancellationScope,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  patched,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import { amountOf } from '../../src/core/budget/amount-of.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { Lease } from '../../src/core/budget/lease.ts';
import { integrateWorkflowId, moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { describeError } from '../describe-error.ts';
import { configurationApprovedSignal, setPausedSignal, skipModuleSignal } from '../messages.ts';
import { migrateModule, type MigrateModuleInput } from '../migrate-module.ts';
import { activities } from '../proxies.ts';
import { searchAttributePairs } from '../search-attribute-pairs.ts';
import { endedModule } from './ended-module.ts';
import { addedRules } from './guide-now.ts';
import { roundSettings } from './round-settings.ts';
import type { MigrationRun, RunningModule } from './migration-run.ts';

const shownExamples = 6;
/** In a sweep where hardly any module changes, a look at all that have ended would be one for each that begins. */
const searchedForExamples = 500;

/** Starts a module's next round: on the phase's start, or, when it is a retry, on the branch as it is now. */
export async function startModule(run: MigrationRun, module: ModuleRef, lease: Lease): Promise<void> {
  const { state, input } = run;
  const { migration, tenant, file } = input;
  const round = 1 + state.earlier.filter(({ key }) => key === module.key).length;
  const workflowId = moduleWorkflowId(tenant, migration, module.key, round);
  const entry: RunningModule = {
    key: module.key,
    path: module.path,
    workflowId,
    module,
    lease,
    startedAt: Date.now(),
    used: amountOf(noUsage, 0),
    starting: true,
  };
  state.running.push(entry);
  run.show();
  const approved = state.approvedConfiguration.length;
  const gone = (error: unknown) => run.moduleEnded(endedModule(module, 'unresolved', describeError(error), round));
  try {
    const args = await moduleInput(run, module, round, lease);
    const start = () =>
      startChild(migrateModule, {
        workflowId,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        parentClosePolicy: ParentClosePolicy.ABANDON,
        typedSearchAttributes: searchAttributePairs({
          DroverTenant: tenant,
          DroverMigration: migration,
          DroverModule: module.path,
          DroverState: 'running',
        }),
        staticSummary: `${file.name}: ${module.path}`.slice(0, 190),
        staticDetails:
          'One module: its tests are run before the change (baseline), a recipe changes what is plain, the model works in attempts until the ' +
          'tests prove the change, a person approves, and the merge queue lands it. *Current Details* says where it is now.',
        args: [args],
      });
    // Cancelled by name when the migration is, and then heard to its end: a cancelled scope would stop listening at once.
    const handle = await CancellationScope.nonCancellable(start);
    // A module's own signal says how it ended; its result is heard too, for a module that was terminated by hand says nothing.
    handle.result().then((result) => run.moduleEnded(result), gone);
  } catch (error) {
    return gone(error);
  }
  delete entry.starting;
  await tellLate(run, entry, approved);
}

/** What people decided while it was being started could not reach it. It has started, so whatever happens here, it is not gone. */
async function tellLate({ state }: MigrationRun, { workflowId, skipped }: RunningModule, known: number): Promise<void> {
  const module = getExternalWorkflowHandle(workflowId);
  try {
    if (skipped !== undefined && patched('skip-while-starting'))
      await module.signal(skipModuleSignal, { v: 1, decision: skipped });
    if (state.paused) await module.signal(setPausedSignal, { v: 1, paused: true });
    const { approvedConfiguration: approved } = state;
    if (approved.length > known) await module.signal(configurationApprovedSignal, { v: 1, approved });
  } catch {
    // It has ended, or the migration is being cancelled, which cancels it, too.
  }
}

export async function moduleInput(
  run: MigrationRun,
  module: ModuleRef,
  round: number,
  lease: Lease,
): Promise<MigrateModuleInput> {
  const { state, input } = run;
  const { migration, tenant, file, mode } = input;
  const { models, attempts, adopt } = roundSettings(run, module.key);
  const rules = addedRules(run);
  const outer = module.role === 'module' ? undefined : file[module.role];
  const { remind, expire, merge, config, signals } = file.approve;
  return {
    v: 1,
    tenant,
    migration,
    mode,
    plan: state.prepared?.plan ?? '',
    module,
    round,
    // What it depends on has landed since the phase began.
    start: round === 1 && module.dependsOn === undefined ? (state.tip ?? '') : await branchTip(migration),
    parent: workflowInfo().workflowId,
    queue: integrateWorkflowId(tenant, migration),
    examples: mergedExamples(state),
    models,
    ...(adopt && { adopt }),
    ...(rules.length > 0 && { rules }),
    budget: { attempts, turns: file.budget.turns, lease },
    approvals: {
      merge,
      config,
      approvedConfiguration: state.approvedConfiguration,
      signals,
      ...(remind !== undefined && { remind }),
      ...(expire !== undefined && { expire }),
    },
    has: {
      needed: module.role === 'module' && file.modules.needed !== undefined,
      recipe: module.role === 'module' ? file.recipe.length > 0 : outer?.run !== undefined,
      goal: module.role === 'module' || outer?.goal !== undefined,
      ...(file.review !== false && { review: true }),
    },
  };
}

/** The newest modules that were merged: what each changed is an example for those that come later. */
function mergedExamples({ finished }: MigrationRun['state']): MigrateModuleInput['examples'] {
  const examples: MigrateModuleInput['examples'] = [];
  const oldest = Math.max(0, finished.length - searchedForExamples);
  for (let index = finished.length - 1; index >= oldest && examples.length < shownExamples; index -= 1) {
    const { state, role, path, start, head } = finished[index] ?? {};
    if (
      state === undefined ||
      !hasLanded(state) ||
      role !== 'module' ||
      path === undefined ||
      start === undefined ||
      head === undefined
    )
      continue;
    examples.push({ path, start, head });
  }
  return examples;
}

async function branchTip(migration: string): Promise<string> {
  const { light } = activities();
  const { tip } = await light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [{ v: 1, migration }]);
  return tip;
}
