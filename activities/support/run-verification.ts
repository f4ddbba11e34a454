import { mergeRerun } from '../../src/core/evidence/merge-rerun.ts';
import { needsRerun } from '../../src/core/evidence/needs-rerun.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun, MemoSource, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { openEnvironment } from './open-environment.ts';
import { examineModule } from './examine-module.ts';
import { runInCheckout } from './run-in-checkout.ts';
import { runVerifyCommand } from './run-verify-command.ts';
import { verificationMemo } from './verification-memo.ts';

type VerificationPorts = Pick<
  Ports,
  | 'blobs'
  | 'checkouts'
  | 'environments'
  | 'memos'
  | 'readCoverage'
  | 'readReport'
  | 'records'
  | 'sandbox'
  | 'store'
  | 'version'
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
  /** What tests did before the change: a test that failed then is not run again to see whether it is flaky. */
  baseline?: Verification;
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
  // Another module's baseline may have had failures that this one's does not have: then they may be flaky here.
  if (known !== undefined && !known.verification.commands.some((run) => isUnsure(work, run))) return known;
  const runs: CommandRun[] = [];
  await runInCheckout(ports, { ...work, use: 'judge' }, signal, async (run, checkout) => {
    for (const command of commands) runs.push(await runVerifyCommand(ports, command, run, checkout, module));
  });
  const settled: CommandRun[] = [];
  for (const run of runs) settled.push(await settleFlaky(ports, work, run, signal));
  const verification: Verification = {
    v: 1,
    commit,
    tree,
    environment,
    sandbox: ports.sandbox.name,
    commands: settled,
    ...(newChecks.length > 0 && { newChecks }),
    ...(await examineModule(ports, work)),
  };
  const ref = await ports.blobs.put(canonicalJson(verification));
  await memo.keep(verification, ref);
  return { verification, ref };
}

/** Whether a test of a run fails newly, and may be flaky. */
function isUnsure({ plan, baseline }: VerificationWork, run: CommandRun): boolean {
  const before = baseline?.commands.find(({ name }) => name === run.name);
  return needsRerun(before, run, plan.file.tests.flaky.rerun);
}

/** Runs a command again, each time in a checkout of its own, until each of its newly failing tests has passed once or it was run often enough. */
async function settleFlaky(
  ports: VerificationPorts,
  work: VerificationWork,
  first: CommandRun,
  signal: AbortSignal,
): Promise<CommandRun> {
  const command = work.commands.find(({ name }) => name === first.name);
  if (command === undefined) return first;
  let settled = first;
  while (isUnsure(work, settled)) {
    const again = await runInCheckout(ports, { ...work, use: 'judge', fresh: true }, signal, (run, checkout) =>
      runVerifyCommand(ports, command, run, checkout, work.module),
    );
    settled = mergeRerun(settled, again);
  }
  return settled;
}
