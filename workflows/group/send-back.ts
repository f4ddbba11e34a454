import { condition } from '@temporalio/workflow';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { GroupRun, Member } from './group-run.ts';
import { tellMember } from './tell-member.ts';
import { mergeMembers } from './work-members.ts';

/** Lets a member begin again on what the members before it have changed: it conflicts with that. */
export async function sendBackConflict(group: GroupRun, member: Member, paths: string[]): Promise<void> {
  const ready = group.ready();
  const before = ready.slice(0, ready.indexOf(member));
  const merged = await mergeMembers(group, before, `what ${member.path} conflicts with`);
  const begin = merged.kind === 'merged' ? merged.commit : group.base;
  await again(group, member, { feedback: { kind: 'conflict', paths }, begin });
}

/** Lets members go on, each from what the whole group has changed: its own change is counted from what the others have. */
export async function sendBack(
  group: GroupRun,
  members: Member[],
  { feedback, commit }: { feedback: Feedback; commit: CommitId },
): Promise<void> {
  const ready = group.ready();
  const froms: { member: Member; start?: CommitId }[] = [];
  for (const member of members) {
    const others = ready.filter((one) => one !== member);
    const merged = others.length === 0 ? undefined : await mergeMembers(group, others, `all but ${member.path}`);
    if (merged === undefined) froms.push({ member, start: group.base });
    else froms.push({ member, ...(merged.kind === 'merged' && { start: merged.commit }) });
  }
  for (const { member, start } of froms)
    await again(group, member, { feedback, ...(start !== undefined && { start, head: commit }) });
}

async function again(
  group: GroupRun,
  member: Member,
  more: { feedback: Feedback; begin?: CommitId; start?: CommitId; head?: CommitId },
): Promise<void> {
  await condition(() => group.atWork() < group.input.concurrency);
  if (member.state !== 'ready') return;
  member.state = 'working';
  await tellMember(member, { v: 1, kind: 'again', ...more });
}
