import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { MergedGroup } from '../../activities/merge-group.ts';
import { awaitApproval } from '../module/await-approval.ts';
import type { Candidate } from '../module/step.ts';
import { verify } from '../module/verify.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import { findCulprits } from './find-culprits.ts';
import type { GroupRun } from './group-run.ts';
import { landGroup, tellLanded } from './land-group.ts';
import { sendBack, sendBackConflict } from './send-back.ts';
import { measureGroup } from './measure-group.ts';
import { mergeMembers, settled } from './work-members.ts';

/** How often a group may come back from the merge queue before it is given to a person. */
const maxSentBack = 5;

type Merged = Extract<MergedGroup, { kind: 'merged' }>;

/**
 * Merges what the members have changed, judges it, and lands it when a person has approved. Returns how the group ended; undefined when it has
 * to be merged again, because members have made another attempt, one has ended, or the branch has moved.
 */
export async function judgeGroup(group: GroupRun): Promise<ModuleResult | undefined> {
  const { run, base } = group;
  await run.gate();
  const ready = group.ready();
  run.enter('verifying', `What ${ready.length} members have changed is merged.`);
  const merged = await mergeMembers(group, ready, 'the whole group');
  if (merged.kind === 'conflict') {
    const member = ready.find(({ key }) => key === merged.member);
    if (member === undefined) return run.end('unresolved', { reason: `it conflicts in ${merged.paths.join(', ')}` });
    await sendBackConflict(group, member, merged.paths);
    await settled(group);
    return undefined;
  }
  Object.assign(run.view, { start: base, head: merged.commit });
  group.merges += 1;
  const verdict = await verify(run, `group-${group.merges}`);
  if (verdict.verdict === 'rejected') {
    run.refused(`merged for the ${group.merges}. time: ${verdict.findings.join(' ')}`);
    const culprits = await findCulprits(group, verdict, merged.commit);
    const { evidence, tests, findings } = verdict;
    if (culprits.length === 0)
      return run.end('unresolved', { evidence, tests, reason: `no member repairs it: ${findings[0] ?? ''}` });
    await sendBack(group, culprits, { feedback: { kind: 'red-group', evidence }, commit: merged.commit });
    await settled(group);
    return undefined;
  }
  if (merged.commit === base) {
    await tellLanded(group, merged.line, { commit: base, actor: '' });
    return run.end('unchanged', { reason: 'its members found nothing to change, and its commands agree' });
  }
  return approveAndLand(group, merged, { start: base, head: merged.commit, verdict });
}

async function approveAndLand(
  group: GroupRun,
  merged: Merged,
  candidate: Candidate,
): Promise<ModuleResult | undefined> {
  const { run } = group;
  const { evidence, tests } = candidate.verdict;
  const decision = await awaitApproval(run, candidate, () => group.members.some(isGone(merged)));
  if (decision === undefined) {
    if (group.members.some(isGone(merged))) {
      await run.tell();
      return undefined;
    }
    return run.end('unresolved', { evidence, tests, reason: 'nobody decided on its merge in time (approve.expire)' });
  }
  if (decision.kind === 'rejectMerge') {
    const { reason, actor } = decision;
    run.refused(`a person rejected it: ${reason}`);
    const feedback: Feedback = { kind: 'rejected', reason, actor };
    const named = group.ready().filter(({ path }) => reason.includes(path));
    await sendBack(group, named.length > 0 ? named : group.ready(), { feedback, commit: merged.commit });
    await settled(group);
    return undefined;
  }
  const answer = await landGroup(group, candidate, { decision, line: merged.line });
  switch (answer?.kind) {
    case 'merged':
      return run.end('merged', { commit: answer.commit, evidence: answer.evidence, tests, approvedBy: decision.actor });
    case 'cancelled':
      return run.end('cancelled', { evidence, tests, reason: 'cancelled before it was merged' });
    case 'failed':
      return run.end('unresolved', { evidence, tests, reason: `the merge failed: ${answer.reason}` });
    case 'conflict':
    case 'ungenerated':
    case 'red':
      return onMovedBranch(group, answer.tip);
    default:
      return undefined;
  }
}

/** Whether a member whose change is in a merge has ended since. */
function isGone({ line }: Merged) {
  return ({ key, state }: GroupRun['members'][number]) => state === 'ended' && line.some((one) => one.key === key);
}

/** The group is merged and judged again on the branch as it is now. */
async function onMovedBranch(group: GroupRun, tip: string): Promise<ModuleResult | undefined> {
  const { run } = group;
  run.sentBack += 1;
  run.refused('merged with what others changed, it conflicts or is red');
  if (run.sentBack > maxSentBack)
    return run.end('unresolved', { reason: `sent back from the merge queue ${run.sentBack} times, last at ${tip}` });
  group.base = tip;
  const problem = await measureGroup(group);
  if (problem === undefined) return undefined;
  return run.end('unresolved', { reason: `the group's baseline on the moved branch proves nothing: ${problem}` });
}
