import { CancellationScope, getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { GroupRef, ModuleRef } from '../../activities/prepare-migration.ts';
import { amountOf } from '../../src/core/budget/amount-of.ts';
import { groupWorkflowId, moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import { describeError } from '../describe-error.ts';
import { setPausedSignal, skipMemberSignal } from '../messages.ts';
import { migrateGroup, type MigrateGroupInput } from '../migrate-group.ts';
import { searchAttributePairs } from '../search-attribute-pairs.ts';
import { endedModule } from './ended-module.ts';
import { lendBudget } from './lend-budget.ts';
import type { MigrationRun, RunningModule } from './migration-run.ts';
import { moduleInput } from './start-module.ts';

/** The group that a module begins with; none where it begins alone, or is tried by itself. */
export function groupOf({ state, input }: MigrationRun, { group }: ModuleRef): GroupRef | undefined {
  if (group === undefined || input.mode === 'try') return undefined;
  return state.prepared?.groups?.find(({ key }) => key === group);
}

/**
 * Starts a group with all its members that have not begun: they are running modules from now on, of which the group has only so many at
 * work at a time as the migration allows.
 */
export async function startGroup(run: MigrationRun, group: GroupRef): Promise<void> {
  const { state, input } = run;
  const { migration, tenant, file } = input;
  const modules = state.pending.filter((module) => module.group === group.key);
  // One more than the highest of its members' earlier rounds: no id is used twice.
  const round = 1 + Math.max(...modules.map(({ key }) => state.earlier.filter((one) => one.key === key).length));
  // They still stand among those that wait, so that what is left of the budget is shared between all of them.
  const entries = modules.map((module) => enter(run, module, round));
  state.pending = state.pending.filter((module) => module.group !== group.key);
  const workflowId = groupWorkflowId(tenant, migration, group.key, round);
  state.groups.push({ key: group.key, name: group.name, round, workflowId, members: modules.map(({ key }) => key) });
  state.endedGroups = state.endedGroups.filter(({ key }) => key !== group.key);
  run.show();
  const gone = (error: unknown) => groupGone(run, group, { why: describeError(error), round });
  try {
    const args = await groupInput(run, group, { entries, round });
    const handle = await CancellationScope.nonCancellable(() =>
      startChild(migrateGroup, {
        workflowId,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        parentClosePolicy: ParentClosePolicy.ABANDON,
        typedSearchAttributes: searchAttributePairs({
          DroverTenant: tenant,
          DroverMigration: migration,
          DroverModule: group.name,
          DroverState: 'running',
        }),
        staticSummary: `${file.name}: group ${group.name}`.slice(0, 190),
        staticDetails:
          'Modules that can only be green together: they are worked on side by side, merged, judged by the commands of the group, approved as ' +
          'one and landed whole or not at all. *Current Details* says where it is now.',
        args: [args],
      }),
    );
    handle.result().then((result) => run.groupEnded(result), gone);
  } catch (error) {
    return gone(error);
  }
  await tellLate(run, workflowId, entries);
}

function enter(run: MigrationRun, module: ModuleRef, round: number): RunningModule {
  const { state, input } = run;
  const lent = lendBudget(run, module.key);
  const entry: RunningModule = {
    key: module.key,
    path: module.path,
    workflowId: moduleWorkflowId(input.tenant, input.migration, module.key, round),
    module,
    // What is lent to it now may be nothing: then it asks for more when it needs it.
    lease: lent.kind === 'lent' ? lent.lease : { attempts: 0 },
    startedAt: Date.now(),
    used: amountOf(noUsage, 0),
  };
  state.running.push(entry);
  return entry;
}

async function groupInput(
  run: MigrationRun,
  group: GroupRef,
  { entries, round }: { entries: RunningModule[]; round: number },
): Promise<MigrateGroupInput> {
  const members: MigrateGroupInput['members'] = [];
  let common: MigrateGroupInput['common'] | undefined;
  for (const entry of entries) {
    const {
      module,
      models,
      budget,
      adopt,
      round: _,
      ...shared
    } = await moduleInput(run, entry.module, round, entry.lease);
    common ??= shared;
    members.push({ module, models, budget, round, ...(adopt && { adopt }), workflowId: entry.workflowId });
  }
  if (common === undefined) throw new Error(`The group ${group.name} has no member to begin with.`);
  const present = new Set(entries.map(({ key }) => key));
  const levels = group.levels.map((keys) => keys.filter((key) => present.has(key))).filter((keys) => keys.length > 0);
  return { v: 1, group: { ...group, levels }, concurrency: run.input.file.concurrency, common, members };
}

/** What people decided while it was being started could not reach it. */
async function tellLate({ state }: MigrationRun, workflowId: string, entries: RunningModule[]): Promise<void> {
  const group = getExternalWorkflowHandle(workflowId);
  try {
    for (const { key, skipped } of entries)
      if (skipped !== undefined) await group.signal(skipMemberSignal, { v: 1, key, decision: skipped });
    if (state.paused) await group.signal(setPausedSignal, { v: 1, paused: true });
  } catch {
    // It has ended, or the migration is being cancelled, which cancels it, too.
  }
}

/** A group whose workflow says nothing more: it never began, or somebody terminated it. Its members can't land any more. */
async function groupGone(
  run: MigrationRun,
  group: GroupRef,
  { why, round }: { why: string; round: number },
): Promise<void> {
  const { state } = run;
  if (!state.groups.some((one) => one.key === group.key && one.round === round)) return;
  const reason = `its group ${group.name} is gone: ${why}`;
  const keys = group.levels.flat();
  const members = state.running.filter(({ key }) => keys.includes(key));
  run.groupEnded(endedModule({ key: group.key, path: group.name, role: 'module' }, 'unresolved', why, round));
  for (const { module, workflowId } of members) {
    run.moduleEnded(endedModule(module, 'unresolved', reason, round));
    getExternalWorkflowHandle(workflowId)
      .cancel()
      .catch(() => {});
  }
}
