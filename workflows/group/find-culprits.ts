import type { Verdict } from '../../activities/verify-module.ts';
import { activities } from '../proxies.ts';
import type { GroupRun, Member } from './group-run.ts';
import { mergeMembers } from './work-members.ts';

/** A verification of a group may take an hour: so many are made at most to find out what none of its messages says. */
const mostVerifications = 7;

/**
 * The members that a refused merge is sent back to. Those whose code its messages name are asked as long as they have attempts left. Where only the
 * files of failing tests are named, or nothing is, and nobody has changed anything since: the one whose change, merged after those before it,
 * makes the very same failure appear; at last all others.
 */
export async function findCulprits(group: GroupRun, verdict: Verdict, commit: string): Promise<Member[]> {
  const { run } = group;
  if (group.refused.commit !== commit) group.refused = { commit, times: 0, sure: false, asked: new Set() };
  const { refused } = group;
  refused.times += 1;
  const ready = group.ready();
  if (refused.sure) return ready.filter(({ key }) => refused.asked.has(key));
  const candidates = ready.filter(({ key }) => !refused.asked.has(key));
  if (refused.times > 2 || candidates.length < 2) return note(group, candidates);
  if (refused.times === 1) {
    const { members, sure } = await activities().light.attributeGroup.executeWithOptions(
      { summary: 'whose failure it is, by paths' },
      [{ ...run.step, evidence: verdict.evidence, members: candidates.map(({ key }) => key) }],
    );
    refused.sure = sure;
    if (members.length > 0)
      return note(
        group,
        candidates.filter(({ key }) => members.includes(key)),
      );
    refused.times += 1;
  }
  const found = (await bisect(group, ready, verdict)).filter(({ key }) => !refused.asked.has(key));
  return note(group, found.length > 0 ? found : candidates);
}

function note({ refused }: GroupRun, members: Member[]): Member[] {
  for (const { key } of members) refused.asked.add(key);
  return members;
}

/** Looks for the first member with whose change the failure is there, by halves. */
async function bisect(group: GroupRun, members: Member[], { shape }: Verdict): Promise<Member[]> {
  let low = 0;
  let high = members.length;
  for (let made = 0; high - low > 1 && made < mostVerifications; made += 1) {
    const middle = Math.floor((low + high) / 2);
    if (await failsAlike(group, members.slice(0, middle), shape)) high = middle;
    else low = middle;
  }
  return members.slice(low, high);
}

async function failsAlike(group: GroupRun, members: Member[], shape: string): Promise<boolean> {
  const { run, base } = group;
  const merged = await mergeMembers(group, members, 'is it red with these alone?');
  if (merged.kind === 'conflict') return false;
  await run.gate();
  const verdict = await activities().sandbox.verifyModule.executeWithOptions(
    { summary: `verify the first ${members.length} members alone` },
    [
      {
        ...run.step,
        start: base,
        commit: merged.commit,
        baseline: run.baseline ?? '',
        step: `group-${group.merges}-part`,
      },
    ],
  );
  return verdict.verdict === 'rejected' && verdict.shape === shape;
}
