import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { CommandRun } from '../../src/domain/evidence.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Checkout } from '../../src/ports/checkouts.ts';
import type { ReadCoverageResult } from '../../src/ports/coverage.ts';
import type { Ports } from '../ports.ts';
import { moduleEnvironment } from './module-environment.ts';
import type { RunCommand } from './run-in-checkout.ts';
import { takeUntrusted } from './take-untrusted.ts';
import type { WrittenFiles } from './written-files.ts';
import { writtenReports } from './written-reports.ts';

/** Where a report may be written inside a checkout; outside what is captured, since a verification captures nothing. */
const reportFile = '.drover-report';
const tailCharacters = 2_000;
const maxProblems = 20;

/** Runs one verify command in a checkout and reads what it says of its tests; its whole output goes to the blob store. */
export async function runVerifyCommand(
  ports: Pick<Ports, 'blobs' | 'readCoverage' | 'readReport' | 'sandbox'>,
  command: JudgingCommand,
  run: RunCommand,
  checkout: Pick<Checkout, 'folder' | 'writes'>,
  module: ModulePlan,
): Promise<CommandRun> {
  const { sampled } = command;
  const roots = [ports.sandbox.seenAt(checkout.folder), checkout.folder];
  // The repository may have a file of this name; only what this command writes counts.
  await takeUntrusted(checkout.writes, reportFile);
  const readWritten = await writtenReports(checkout.writes, command);
  const result = await run({
    run: command.run,
    network: command.network,
    timeout: command.timeout,
    env: {
      REPORT: `${ports.sandbox.seenAt(checkout.folder)}/${reportFile}`,
      ...(sampled && moduleEnvironment(sampled)),
    },
  });
  // Taken away, so that the next command can't pass on an old report.
  const named = await takeUntrusted(checkout.writes, reportFile);
  const written = await readWritten();
  const report = ports.readReport({
    format: command.report,
    stdout: result.stdout,
    stderr: result.stderr,
    exitCode: result.exitCode,
    roots,
    testFile: (sampled ?? module).path,
    ...(named && { reportFile: named }),
    ...(written.reports && { written: written.reports }),
  });
  const { coverage, problems } = coverageOf(ports, command, written.coverage, { roots, module });
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
    ...(coverage.length > 0 && { coverage }),
    ...(problems.length > 0 && { coverageProblems: problems }),
    output,
    tail: whole.toString('utf8').trim().slice(-tailCharacters),
  };
}

/** Coverage proves nothing by itself: what can't be read of it is said, and is no reason to reject a run. */
function coverageOf(
  ports: Pick<Ports, 'readCoverage'>,
  command: JudgingCommand,
  { files, problems }: WrittenFiles,
  { roots, module }: { roots: string[]; module: ModulePlan },
): ReadCoverageResult {
  const missing =
    command.coverage !== undefined && files.length + problems.length === 0
      ? [`the command wrote no file that matches ${JSON.stringify(command.coverage)}`]
      : [];
  const has = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const read = ports.readCoverage({ files, roots, module: { paths: module.paths, has } });
  return { coverage: read.coverage, problems: [...missing, ...problems, ...read.problems].slice(0, maxProblems) };
}
