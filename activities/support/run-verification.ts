import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { openEnvironment } from './open-environment.ts';
import { readJson } from './read-json.ts';
import { countModuleAssertions } from './count-module-assertions.ts';
import { runInCheckout } from './run-in-checkout.ts';
import { runVerifyCommand } from './run-verify-command.ts';

type VerificationPorts = Pick<
  Ports,
  'blobs' | 'checkouts' | 'environments' | 'readReport' | 'records' | 'sandbox' | 'store'
>;
export type VerificationWork = {
  plan: Plan;
  module: ModulePlan;
  commit: CommitId;
  base: CommitId;
  round: number;
  commands: JudgingCommand[];
  /** Names of commands that are not run, being new checks. */
  newChecks?: string[];
};
type Outcome = { verification: Verification; ref: BlobRef; memoised: boolean };

/**
 * Runs verify commands at a commit and counts the module's assertions there. The same tree, commands and environment are
 * never run twice in a round: the first run's result is found by its memo and used again. A person who begins a new round wants to see
 * whether something has changed that none of them shows, such as a server that was away.
 */
export async function runVerification(
  ports: VerificationPorts,
  work: VerificationWork,
  signal: AbortSignal,
): Promise<Outcome> {
  const { plan, module, commit, round, commands, newChecks = [] } = work;
  const tree = await ports.store.tree(commit);
  const { key: environment } = await openEnvironment(ports, plan, commit, signal);
  const subject = canonicalJson({
    v: 1,
    tree,
    environment,
    commands,
    ...(newChecks.length > 0 && { newChecks }),
    path: module.path,
    ...(round > 1 && { round }),
    env: plan.file.environment,
    sandbox: ports.sandbox.name,
  });
  const memo = `memo/${createHash('sha256').update(subject).digest('hex')}`;
  const known = (await ports.records.read(plan.migration, memo)) as { ref: BlobRef } | undefined;
  if (known !== undefined) {
    return { verification: await readJson<Verification>(ports.blobs, known.ref), ref: known.ref, memoised: true };
  }
  const runs: CommandRun[] = [];
  await runInCheckout(ports, { ...work, use: 'judge' }, signal, async (run, checkout) => {
    for (const command of commands) runs.push(await runVerifyCommand(ports, command, run, checkout, module));
  });
  const verification: Verification = {
    v: 1,
    commit,
    tree,
    environment,
    sandbox: ports.sandbox.name,
    commands: runs,
    ...(newChecks.length > 0 && { newChecks }),
    assertions: await countModuleAssertions(ports, work),
  };
  const ref = await ports.blobs.put(canonicalJson(verification));
  await ports.records.write(plan.migration, memo, { v: 1, step: 'memo', ref, commit, path: module.path });
  return { verification, ref, memoised: false };
}
