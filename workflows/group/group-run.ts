import { CancellationScope, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { MemberChange } from '../../activities/merge-group.ts';
import type { GroupRef } from '../../activities/prepare-migration.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { CommitId, ModuleKey } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import { moduleChangedSignal, type ModuleChange } from '../messages.ts';
import { moduleRun, type MigrateModuleInput, type ModuleRun } from '../module/module-run.ts';

/** What a member gets beside what all members get. */
export type MemberInput = Pick<MigrateModuleInput, 'module' | 'round' | 'models' | 'budget' | 'adopt'> & {
  workflowId: string;
};
export type MigrateGroupInput = {
  v: 1;
  group: GroupRef;
  /** How many of its members are at work at a time. */
  concurrency: number;
  /** What its members have in common; `start` is where they, and the group's own verification, begin. */
  common: Omit<MigrateModuleInput, keyof MemberInput | 'group'>;
  members: MemberInput[];
};

export type Member = {
  readonly key: ModuleKey;
  readonly path: string;
  readonly input: MemberInput;
  /** Waiting for its turn, at work, ready to be merged, about to land, or at its end. */
  state: 'waiting' | 'working' | 'ready' | 'landing' | 'ended';
  /** What it has changed, once it is ready. */
  change: MemberChange | undefined;
  /** A person skips it. */
  skipped: Decision | undefined;
  result: ModuleResult | undefined;
};

/** The state of a running group. To people it looks like a module: `run` is what they see of it, approve and pause. */
export type GroupRun = {
  readonly input: MigrateGroupInput;
  readonly run: ModuleRun;
  readonly members: Member[];
  /** What its verifications are counted from: where it started, or where the branch has moved to. */
  base: CommitId;
  /** How often its members' changes were verified together. */
  merges: number;
  /** The commit that was refused last, and the members that were asked to repair it. */
  refused: { commit: CommitId; times: number; sure: boolean; asked: Set<ModuleKey> };
  atWork(): number;
  /** Members whose change is to land. */
  ready(): Member[];
  /** Shows how many are where. */
  show(note: string): void;
};

/** Begins a group's state. */
export function groupRun(input: MigrateGroupInput): GroupRun {
  const { group, common, members } = input;
  const [first] = members;
  const module = { key: group.key, path: group.name, role: 'module' as const };
  const run = moduleRun(
    {
      ...common,
      module,
      round: first?.round ?? 1,
      models: [],
      budget: first?.budget ?? { attempts: 0, turns: 0, lease: {} },
    },
    (view) => tellMigration(common.parent, { v: 1, key: group.key, view }),
  );
  const order = group.levels.flat();
  const all = order.flatMap((key) => members.filter((member) => member.module.key === key)).map(toMember);
  return {
    input,
    run,
    members: all,
    base: common.start,
    merges: 0,
    refused: { commit: '', times: 0, sure: false, asked: new Set() },
    atWork: () => all.filter(({ state }) => state === 'working').length,
    ready: () => all.filter(({ state }) => state === 'ready' || state === 'landing'),
    show(note) {
      const count = (state: Member['state']) => all.filter((member) => member.state === state).length;
      run.enter(
        'attempting',
        `${note} Of ${all.length} members ${count('working')} are at work, ${count('ready')} ready, ${count('waiting')} not begun, ${count('ended')} ended.`,
      );
    },
  };
}

function toMember(input: MemberInput): Member {
  const { key, path } = input.module;
  return { key, path, input, state: 'waiting', change: undefined, skipped: undefined, result: undefined };
}

/** Tells the migration; told or not, the group's own result stands, so a migration that is gone is no failure. */
export async function tellMigration(parent: string, change: ModuleChange): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() => getExternalWorkflowHandle(parent).signal(moduleChangedSignal, change));
  } catch {
    // The migration was terminated by hand.
  }
}
