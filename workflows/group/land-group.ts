import { CancellationScope, condition } from '@temporalio/workflow';
import type { MergedGroup } from '../../activities/merge-group.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { askQueue } from '../module/land-module.ts';
import type { Candidate } from '../module/step.ts';
import type { MergeAnswer } from '../messages.ts';
import type { GroupRun } from './group-run.ts';
import { tellMember } from './tell-member.ts';

type Line = Extract<MergedGroup, { kind: 'merged' }>['line'];

/**
 * Lands an approved group. Each member first says once more that it is ready, and can't be skipped from then on; undefined when one has ended
 * meanwhile, so that nothing lands.
 */
export async function landGroup(
  group: GroupRun,
  candidate: Candidate,
  { decision, line }: { decision: Decision; line: Line },
): Promise<MergeAnswer | undefined> {
  const { run } = group;
  const members = group.ready();
  await run.gate();
  for (const member of members) {
    member.state = 'landing';
    await tellMember(member, { v: 1, kind: 'landing' });
  }
  await condition(() => members.every(({ state }) => state === 'ready' || state === 'ended'));
  if (members.some(({ state }) => state === 'ended')) {
    await hold(group);
    return undefined;
  }
  const answer = await askQueue(run, candidate, decision);
  if (answer.kind !== 'merged') {
    await hold(group);
    return answer;
  }
  // It is on the branch: whatever happens to this workflow, its members hear of it.
  await CancellationScope.nonCancellable(() =>
    tellLanded(group, line, { commit: answer.commit, actor: decision.actor }),
  );
  return answer;
}

/** Tells the members that their group has landed, each with its own commit in it. */
export async function tellLanded(
  group: GroupRun,
  line: Line,
  { commit, actor: approvedBy }: { commit: CommitId; actor: string },
): Promise<void> {
  for (const { key, from: start, to: head } of line) {
    const member = group.members.find((one) => one.key === key);
    if (member !== undefined) await tellMember(member, { v: 1, kind: 'landed', commit, start, head, approvedBy });
  }
}

async function hold(group: GroupRun): Promise<void> {
  for (const member of group.ready()) {
    member.state = 'ready';
    await tellMember(member, { v: 1, kind: 'held' });
  }
}
