import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import { describeError } from '../describe-error.ts';
import { skipModuleSignal } from '../messages.ts';
import { migrateModule } from '../migrate-module.ts';
import { endedModule } from '../migration/ended-module.ts';
import { searchAttributePairs } from '../search-attribute-pairs.ts';
import { tellMigration, type GroupRun, type Member } from './group-run.ts';

/** Starts a member on a commit, when the group has a place for one more at work. */
export async function startMember(group: GroupRun, member: Member, start: CommitId): Promise<void> {
  const { input, run } = group;
  await condition(() => group.atWork() < input.concurrency);
  await run.gate();
  if (member.state !== 'waiting') return;
  member.state = 'working';
  const { workflowId, ...own } = member.input;
  const { tenant, migration } = input.common;
  const begin = () =>
    startChild(migrateModule, {
      workflowId,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      // Its end is decided with its group's, which hears it to the end.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: searchAttributePairs({
        DroverTenant: tenant,
        DroverMigration: migration,
        DroverModule: member.path,
        DroverState: 'running',
      }),
      staticSummary: `${input.group.name}: ${member.path}`.slice(0, 190),
      staticDetails:
        'A module of a group: it is worked on and judged by its own commands like any other, and then waits for the others, with which it is ' +
        'merged, judged by the commands of the group, and landed.',
      args: [
        {
          ...input.common,
          ...own,
          start,
          group: { workflowId: workflowInfo().workflowId, name: input.group.name, base: input.common.start },
        },
      ],
    });
  const gone = (error: unknown) => memberGone(group, member, describeError(error));
  try {
    const handle = await CancellationScope.nonCancellable(begin);
    handle.result().then((result) => memberEnded(member, result), gone);
  } catch (error) {
    return gone(error);
  }
  if (member.skipped !== undefined) await skipStarted(member);
}

/** Passes on that a person skips a member; one that has not begun ends at once. */
export async function skipMember(group: GroupRun, member: Member): Promise<void> {
  if (member.skipped === undefined || member.state === 'ended') return;
  if (member.state !== 'waiting') return skipStarted(member);
  const { actor, reason } = member.skipped;
  const why = `${actor} skipped it${reason === '' ? '' : `: ${reason}`}`;
  const result = endedModule(member.input.module, 'skipped', why, member.input.round);
  memberEnded(member, result);
  await tellMigration(group.input.common.parent, { v: 1, key: member.key, result });
}

/** Ends members that never began, as the group ends. */
export async function endWaiting(group: GroupRun, state: 'unresolved' | 'cancelled', reason: string): Promise<void> {
  for (const member of group.members.filter((one) => one.state === 'waiting')) {
    const result = endedModule(member.input.module, state, reason, member.input.round);
    memberEnded(member, result);
    await tellMigration(group.input.common.parent, { v: 1, key: member.key, result });
  }
}

async function skipStarted({ input, skipped }: Member): Promise<void> {
  if (skipped === undefined) return;
  try {
    await getExternalWorkflowHandle(input.workflowId).signal(skipModuleSignal, { v: 1, decision: skipped });
  } catch {
    // It is being started, and is told when it is there; or it has ended.
  }
}

function memberEnded(member: Member, result: ModuleResult): void {
  member.state = 'ended';
  member.result = result;
}

/** A member whose workflow says nothing more: it never began, or somebody terminated it. */
async function memberGone(group: GroupRun, member: Member, why: string): Promise<void> {
  if (member.state === 'ended') return;
  const result = endedModule(member.input.module, 'unresolved', why, member.input.round);
  memberEnded(member, result);
  await tellMigration(group.input.common.parent, { v: 1, key: member.key, result });
}
