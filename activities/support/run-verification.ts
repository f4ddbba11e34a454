import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun, MemoSource, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { openEnvironment } from './open-environment.ts';
import { countModuleAssertions } from './count-module-assertions.ts';
import { runInCheckout } from './run-in-checkout.ts';
import { runVerifyCommand } from './run-verify-command.ts';
import { verificationMemo } from './verification-memo.ts';

type VerificationPorts = Pick<
  Ports,
  'blobs' | 'checkouts' | 'environments' | 'memos' | 'readCoverage' | 'readReport' | 'records' | 'sandbox' | 'store' | 'version'
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
type Outcome = {
  verification: Verification;
  ref: BlobRef;
  /** The step that made it, where it was not made now. */
  memo?: MemoSource;
};

/**
 * Runs verify commands at a commit and counts the module's assertions there, unless the very same was done before: then that one's result is
 * found by its memo and used again (see `verificationMemo`).
 */
export async function runVerification(
  ports: VerificationPorts,
  work: VerificationWork,
  signal: AbortSignal,
): Promise<Outcome> {
  const { plan, module, commit, commands, newChecks = [] } = work;
  const tree = await ports.store.tree(commit);
  const { key: environment } = await openEnvironment(ports, plan, commit, signal);
  const memo = verificationMemo(ports, work, { tree, environment });
  const known = await memo.find();
  if (known !== undefined) return known;
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
  await memo.keep(verification, ref);
  return { verification, ref };
}
