import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import type { Decision } from '../src/domain/decision.ts';
import type { ModuleResult } from '../src/domain/migration-report.ts';
import { describeError } from './describe-error.ts';
import { groupRun, tellMigration, type GroupRun, type MigrateGroupInput } from './group/group-run.ts';
import { judgeGroup } from './group/judge-group.ts';
import { measureGroup } from './group/measure-group.ts';
import { endWaiting, skipMember } from './group/start-member.ts';
import { tellMember } from './group/tell-member.ts';
import { failed, workMembers } from './group/work-members.ts';
import { memberReadySignal, skipMemberSignal } from './messages.ts';
import { hearDecisions } from './module/hear-decisions.ts';

export type { MigrateGroupInput };

/**
 * One round of a group: its members are worked on side by side from a common base, each judged by its own commands; their changes are merged
 * and judged by the group's commands, and what those refuse goes back to the members that it points at. A person approves the group as one, and
 * it lands whole or not at all. Returns how it ended as a whole; its members say themselves how they ended.
 */
export async function migrateGroup(input: MigrateGroupInput): Promise<ModuleResult> {
  const group = groupRun(input);
  const { run } = group;
  const scope = new CancellationScope();
  hearDecisions(run, () => {});
  hearMembers(group);
  let result: ModuleResult;
  try {
    result = await scope.run(() => toTheEnd(group));
  } catch (error) {
    const cancelled = isCancellation(error);
    result = cancelled
      ? run.end('cancelled', { reason: 'cancelled' })
      : run.end('unresolved', { reason: describeError(error) });
    await CancellationScope.nonCancellable(() => endMembers(group, result));
    if (cancelled) throw error;
    return result;
  }
  await CancellationScope.nonCancellable(() => endMembers(group, result));
  return result;
}

function hearMembers(group: GroupRun): void {
  const find = (key: unknown) => group.members.find((member) => member.key === key);
  setHandler(memberReadySignal, (payload: unknown) => {
    const { key, start, head } = (payload ?? {}) as { key?: unknown; start?: unknown; head?: unknown };
    const member = find(key);
    if (member === undefined || member.state === 'ended' || typeof start !== 'string' || typeof head !== 'string')
      return;
    member.change = { key: member.key, start, head };
    member.state = 'ready';
  });
  setHandler(skipMemberSignal, async (payload: unknown) => {
    const { key, decision } = (payload ?? {}) as { key?: unknown; decision?: Decision };
    const member = find(key);
    if (member === undefined || typeof decision?.actor !== 'string' || typeof decision.reason !== 'string') return;
    member.skipped = decision;
    await skipMember(group, member);
  });
}

async function toTheEnd(group: GroupRun): Promise<ModuleResult> {
  const { run, input } = group;
  const { mode, start } = input.common;
  run.view.start = start;
  run.view.head = start;
  await run.gate();
  const problem = await measureGroup(group);
  if (problem !== undefined && mode !== 'plan')
    return run.end('unresolved', { reason: `the group's baseline proves nothing: ${problem}` });
  await workMembers(group);
  if (mode === 'plan') {
    await condition(() => group.atWork() === 0);
    const { tests = 0, failing = 0 } = run.view.baseline ?? {};
    const reason = problem ?? `${tests} tests before the change${failing > 0 ? `, ${failing} of them failing` : ''}`;
    return run.end('planned', { reason });
  }
  for (;;) {
    const culprit = failed(group);
    if (culprit !== undefined)
      return run.end('unresolved', { reason: `${culprit.path}: ${culprit.result?.reason ?? culprit.result?.state}` });
    if (group.ready().length === 0) return run.end('unchanged', { reason: 'none of its members needs a change' });
    const result = await judgeGroup(group);
    if (result !== undefined) return result;
  }
}

/** Ends what has not ended of a group that lands nothing, hears all members to their end, and tells the migration. */
async function endMembers(group: GroupRun, result: ModuleResult): Promise<void> {
  const { input, members } = group;
  const landed = ['merged', 'planned', 'unchanged'].includes(result.state);
  if (!landed) {
    const reason = `its group ${input.group.name} did not land: ${result.reason ?? result.state}`;
    const cancelled = result.state === 'cancelled';
    for (const member of members.filter(({ state }) => state !== 'ended' && state !== 'waiting')) {
      if (cancelled) await cancel(member.input.workflowId);
      else await tellMember(member, { v: 1, kind: 'over', reason });
    }
    await endWaiting(group, cancelled ? 'cancelled' : 'unresolved', reason);
  }
  await condition(() => members.every(({ state }) => state === 'ended'));
  await tellMigration(input.common.parent, { v: 1, key: input.group.key, result });
}

async function cancel(workflowId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).cancel();
  } catch {
    // It has ended.
  }
}
