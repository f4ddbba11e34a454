import { mergeRerun } from '../../src/core/evidence/merge-rerun.ts';
import { needsRerun } from '../../src/core/evidence/needs-rerun.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun, MemoSource, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { openChangedEnvironment } from './open-changed-environment.ts';
import { examineModule } from './examine-module.ts';
import { runInCheckout } from './run-in-checkout.ts';
import { execVerifyCommand } from './exec-verify-command.ts';
import { readVerifyCommand } from './read-verify-command.ts';
import type { SharedRuns } from './shared-runs.ts';
import { verificationMemo } from './verification-memo.ts';

type VerificationPorts = Pick<
  Ports,
  | 'blobs'
  | 'checkouts'
  | 'environments'
  | 'memos'
  | 'readCoverage'
  | 'readReport'
  | 'scrub'
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
  /** What ran at this commit for other modules that are verified together with this one. */
  shared?: SharedRuns;
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
  const { module, commit, commands, newChecks = [] } = work;
  const tree = await ports.store.tree(commit);
  const opened = await openChangedEnvironment(ports, work, signal);
  if (opened.kind === 'broken') return broken(ports, work, tree, opened.said);
  const environment = opened.environment.key;
  const memo = verificationMemo(ports, work, { tree, environment });
  const known = await memo.find();
  // Another module's baseline may have had failures that this one's does not have: then they may be flaky here.
  if (known !== undefined && !known.verification.commands.some((run) => isUnsure(work, run))) return known;
  const unjudged = commands.length + newChecks.length === 0 && module.group !== undefined;
  const runs = unjudged ? [] : await runAll(ports, work, signal);
  const settled: CommandRun[] = [];
  for (const run of runs) settled.push(await settleFlaky(ports, work, run, signal));
  const verification: Verification = {
    v: 1,
    commit,
    tree,
    environment,
    sandbox: ports.sandbox.name,
    commands: settled,
    ...(unjudged && { unjudged }),
    ...(newChecks.length > 0 && { newChecks }),
    ...(await examineModule(ports, work)),
  };
  const ref = await ports.blobs.put(canonicalJson(verification));
  await memo.keep(verification, ref);
  return { verification, ref };
}

/**
 * Runs the commands one after the other in one checkout. Those at the end that ran for another module already are not run again; one before a command that
 * has to run is, since that may need what it leaves.
 */
async function runAll(ports: VerificationPorts, work: VerificationWork, signal: AbortSignal): Promise<CommandRun[]> {
  const { commands, module, shared } = work;
  const executed = commands.map(({ name }) => shared?.find(name, 0));
  const toRun = executed.lastIndexOf(undefined) + 1;
  if (toRun > 0)
    await runInCheckout(ports, { ...work, use: 'judge' }, signal, async (run, checkout) => {
      for (const [index, command] of commands.slice(0, toRun).entries()) {
        const done = await execVerifyCommand(ports, command, run, checkout);
        shared?.keep(command.name, 0, done);
        executed[index] = done;
      }
    });
  return commands.flatMap((command, index) => {
    const done = executed[index];
    return done === undefined ? [] : [readVerifyCommand(ports, command, done, module)];
  });
}

/** What is known of a commit whose environment can't be made: no command ran. It is not kept for others, who may have more luck. */
async function broken(ports: VerificationPorts, work: VerificationWork, tree: string, said: string): Promise<Outcome> {
  const verification: Verification = {
    v: 1,
    commit: work.commit,
    tree,
    environment: '',
    sandbox: ports.sandbox.name,
    commands: [],
    setupFailed: said,
    ...(await examineModule(ports, work)),
  };
  return { verification, ref: await ports.blobs.put(canonicalJson(verification)) };
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
    const count = 1 + (settled.reruns?.count ?? 0);
    const again =
      work.shared?.find(command.name, count) ??
      (await runInCheckout(ports, { ...work, use: 'judge', fresh: true }, signal, (run, checkout) =>
        execVerifyCommand(ports, command, run, checkout),
      ));
    work.shared?.keep(command.name, count, again);
    settled = mergeRerun(settled, readVerifyCommand(ports, command, again, work.module));
  }
  return settled;
}
