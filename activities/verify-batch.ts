import { verifyCommands } from '../src/core/plan/verify-commands.ts';
import { dependantsOf } from '../src/core/queue/dependants-of.ts';
import type { MergeBatch } from '../src/domain/evidence.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../src/domain/ids.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { Ports } from './ports.ts';
import { commonCommands } from './support/common-commands.ts';
import { landedModules, type LandedModule } from './support/landed-modules.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { proveModule } from './support/prove-module.ts';
import { sharedRuns } from './support/shared-runs.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';
import type { Verdict } from './verify-module.ts';

/** A module of a line of merged commits: its own commit, and the one before it. */
export type BatchMember = {
  key: ModuleKey;
  round: number;
  baseline: BlobRef;
  from: CommitId;
  to: CommitId;
  usage?: Usage;
  /** Modules that it has made red before, and that are verified with it. */
  harmed?: ModuleKey[];
};
export type VerifyBatchInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  /** The integration branch's newest commit, that the line begins on, and the line's last commit, which is verified. */
  tip: CommitId;
  commit: CommitId;
  /** All modules of the line up to the commit, in its order. */
  members: BatchMember[];
  /** Who was red at a later commit of the line: these are verified first, and if one of them is red, no others. */
  suspects: ModuleKey[];
  /** The members that are about to land. */
  others: ModuleKey[];
};
export type BatchVerdict = { key: ModuleKey } & Pick<Verdict, 'verdict' | 'evidence'>;
type ProofPorts = Omit<Ports, 'journal' | 'model'>;
type Subject = {
  key: ModuleKey;
  round: number;
  baseline: BlobRef;
  step: string;
  own: MergeBatch['own'];
  usage?: Usage;
};

/**
 * Verifies modules that were merged one after the other, all at the last commit, and with them what had landed before and depends on them directly: each
 * by its own commands and baseline, while a command that does the same for all of them runs once.
 */
export function verifyBatch(ports: ProofPorts) {
  return (input: VerifyBatchInput): Promise<{ verdicts: BatchVerdict[] }> =>
    withHeartbeat(async (signal) => {
      const { members, suspects, others, commit } = input;
      const plan = await loadPlan(ports.blobs, input.plan);
      const dependants = await landedAround(ports, plan, members);
      const subjects = [...members.map(memberSubject), ...dependants.map((one) => dependantSubject(one, commit))];
      const prove = await prover(ports, { plan, input, subjects, dependants }, signal);
      const touched = around(
        plan,
        members.filter(({ key }) => others.includes(key)),
      );
      const verdicts: BatchVerdict[] = [];
      for (const keys of [suspects, [...others, ...touched].filter((key) => !suspects.includes(key))]) {
        for (const subject of subjects.filter(({ key }) => keys.includes(key))) verdicts.push(await prove(subject));
        if (verdicts.some(({ verdict }) => verdict === 'rejected')) break;
      }
      return { verdicts };
    });
}

/** What is verified beside these members. */
function around(plan: Plan, members: BatchMember[]): ModuleKey[] {
  const harmed = members.flatMap((member) => member.harmed ?? []);
  return [
    ...new Set([
      ...dependantsOf(
        plan,
        members.map(({ key }) => key),
      ),
      ...harmed,
    ]),
  ];
}

async function landedAround({ records }: ProofPorts, plan: Plan, members: BatchMember[]): Promise<LandedModule[]> {
  const own = new Set(members.map(({ key }) => key));
  const keys = around(plan, members).filter((key) => !own.has(key));
  return landedModules(records, plan.migration, keys);
}

function memberSubject({ key, round, baseline, from, to, usage }: BatchMember): Subject {
  return { key, round, baseline, step: 'merge', own: { from, to }, ...(usage && { usage }) };
}

/** It changes nothing here, so only what its commands say counts. */
function dependantSubject({ key, round, baseline }: LandedModule, commit: CommitId): Subject {
  return { key, round, baseline, step: 'dependant', own: { from: commit, to: commit } };
}

type Work = { plan: Plan; input: VerifyBatchInput; subjects: Subject[]; dependants: LandedModule[] };

/** Hands out what verifies one of the subjects. */
async function prover(
  ports: ProofPorts,
  { plan, input, subjects, dependants }: Work,
  signal: AbortSignal,
): Promise<(subject: Subject) => Promise<BatchVerdict>> {
  const { v, migration, plan: ref, commit, tip, members } = input;
  const pathOf = ({ key }: { key: ModuleKey }) => findModule(plan, key).path;
  const commands = subjects.flatMap(({ key }) => verifyCommands(plan, findModule(plan, key)));
  const isAlone = subjects.length === 1;
  const common = isAlone ? new Set<string>() : await commonCommands(ports, commit, commands);
  const shared = sharedRuns(common);
  const batch = {
    from: tip,
    modules: members.map(pathOf),
    once: [...common],
    ...(dependants.length > 0 && { dependants: dependants.map(pathOf) }),
  };
  return async ({ key, own, ...subject }) => {
    const step = { v, migration, plan: ref, module: key, start: tip, commit, ...subject };
    const proof = { plan, input: { ...step, ...(!isAlone && { batch: { ...batch, own } }) }, shared };
    const { verdict, evidence } = await proveModule(ports, proof, signal);
    return { key, verdict, evidence };
  };
}
