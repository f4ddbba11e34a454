import { condition, workflowInfo } from '@temporalio/workflow';
import type { MergedGroup } from '../../activities/merge-group.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import { activities } from '../proxies.ts';
import type { GroupRun, Member } from './group-run.ts';
import { startMember } from './start-member.ts';

const well = new Set<string>(['unchanged', 'skipped', 'planned']);

/**
 * Lets all members work, level by level: a level begins on what those before it have changed. Comes back when each is ready or has ended; early
 * when one has ended so that the group can't land.
 */
export async function workMembers(group: GroupRun): Promise<void> {
  for (const keys of group.input.group.levels) {
    const level = group.members.filter(({ key }) => keys.includes(key));
    const start = await startOf(group);
    for (const member of level) {
      if (failed(group) !== undefined) return;
      group.show('Its members are worked on.');
      await startMember(group, member, start);
    }
    await settled(group);
    if (failed(group) !== undefined) return;
  }
}

/** Waits until no member is at work any more, or one has ended so that the group can't land. */
export async function settled(group: GroupRun): Promise<void> {
  group.show('Its members are worked on.');
  await condition(() => group.atWork() === 0 || failed(group) !== undefined);
}

/** The member without which the group can't land, if there is one. */
export function failed({ members }: GroupRun): Member | undefined {
  return members.find(({ result }) => result !== undefined && !well.has(result.state));
}

/** What a level starts from: the group's start with all that is ready. */
async function startOf(group: GroupRun): Promise<CommitId> {
  const ready = group.ready();
  if (ready.length === 0) return group.base;
  const merged = await mergeMembers(group, ready, 'what the next members start from');
  // Where they conflict, that is found and settled when the whole group is merged.
  return merged.kind === 'merged' ? merged.commit : group.base;
}

/** Merges what members have changed onto the group's base, and makes generated files anew. */
export async function mergeMembers({ run, base }: GroupRun, members: Member[], why: string): Promise<MergedGroup> {
  const { light, sandbox } = activities();
  // The same changes merged again are the same commit.
  const date = Math.floor(workflowInfo().startTime.getTime() / 1000);
  const merged = await light.mergeGroup.executeWithOptions({ summary: `merge ${members.length} members: ${why}` }, [
    { ...run.step, base, members: members.flatMap(({ change }) => change ?? []), date },
  ]);
  if (merged.kind === 'conflict' || merged.unmade !== true) return merged;
  const { commit } = merged;
  const made = await sandbox.makeGenerated.executeWithOptions({ summary: `generated files: ${why}` }, [
    { ...run.step, tip: base, merged: commit, head: commit, body: '', date, onTop: true },
  ]);
  // Where their command fails, the base's version stays: the group's own commands say whether that is good enough.
  return made.kind === 'made' ? { ...merged, commit: made.commit } : merged;
}
