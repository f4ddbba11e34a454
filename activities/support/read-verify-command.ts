import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { CommandRun } from '../../src/domain/evidence.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { ReadCoverageResult } from '../../src/ports/coverage.ts';
import type { Ports } from '../ports.ts';
import type { ExecutedCommand } from './exec-verify-command.ts';
import type { WrittenFiles } from './written-files.ts';

const maxProblems = 20;

/** Reads what a verify command that has run says of a module: its tests, and how much of its files they cover. */
export function readVerifyCommand(
  ports: Pick<Ports, 'readCoverage' | 'readReport'>,
  command: JudgingCommand,
  { result, named, written, roots, output, tail }: ExecutedCommand,
  module: ModulePlan,
): CommandRun {
  const { sampled } = command;
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
    tail,
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
