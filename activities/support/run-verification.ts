import { createHash } from 'node:crypto';
import { countAssertions } from '../../src/core/assertions/count-assertions.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { AssertionCount, CommandRun, Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { moduleEnvironment } from './module-environment.ts';
import { openEnvironment } from './open-environment.ts';
import { readJson } from './read-json.ts';
import { runInCheckout, type RunCommand } from './run-in-checkout.ts';
import { takeUntrusted } from './take-untrusted.ts';
import { writtenReports } from './written-reports.ts';

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

/** Where a report may be written inside a checkout; outside what is captured, since a verification captures nothing. */
const reportFile = '.drover-report';
const tailCharacters = 2_000;

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
    for (const command of commands) runs.push(await runCommand(ports, command, run, checkout.folder, module));
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

async function runCommand(
  ports: VerificationPorts,
  command: JudgingCommand,
  run: RunCommand,
  folder: string,
  module: ModulePlan,
): Promise<CommandRun> {
  const { sampled } = command;
  // The repository may have a file of this name; only what this command writes counts.
  await takeUntrusted(folder, reportFile);
  const readWritten = await writtenReports(folder, command.report);
  const result = await run({
    run: command.run,
    network: command.network,
    timeout: command.timeout,
    env: { REPORT: `${ports.sandbox.seenAt(folder)}/${reportFile}`, ...(sampled && moduleEnvironment(sampled)) },
  });
  // Taken away, so that the next command can't pass on an old report.
  const named = await takeUntrusted(folder, reportFile);
  const written = await readWritten();
  const report = ports.readReport({
    format: command.report,
    stdout: result.stdout,
    stderr: result.stderr,
    exitCode: result.exitCode,
    testFile: (sampled ?? module).path,
    ...(named && { reportFile: named }),
    ...(written && { written }),
  });
  const whole = Buffer.concat([result.stdout, Buffer.from('\n'), result.stderr]);
  const output = await ports.blobs.put(whole);
  return {
    name: command.name,
    ...(sampled && { module: sampled.path }),
    command: command.run,
    exitCode: result.exitCode,
    ended: result.ended,
    milliseconds: Math.round(result.milliseconds),
    report,
    output,
    tail: whole.toString('utf8').trim().slice(-tailCharacters),
  };
}

async function countModuleAssertions(
  ports: VerificationPorts,
  { module, commit }: VerificationWork,
): Promise<AssertionCount[]> {
  const inModule = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const paths = (await ports.store.list(commit))
    .filter((entry) => entry.mode.startsWith('100') && inModule(entry.path))
    .map((entry) => entry.path);
  const files = await ports.store.read(commit, paths);
  const counts: AssertionCount[] = [];
  for (const [path, content] of files) {
    const count = countAssertions(path, new TextDecoder().decode(content));
    if (count !== undefined) counts.push(count);
  }
  return counts;
}
