import type { CommandRun } from '../../domain/evidence.ts';
import { countWords } from './count-words.ts';
import { exitWords } from './exit-words.ts';
import { lastWords } from './last-words.ts';

/** Says why nothing can be proved against a command's run before the change, and the way out; undefined when it is usable. */
export function judgeCommand(run: CommandRun): string | undefined {
  const problem = endProblem(run) ?? reportProblem(run);
  return problem === undefined
    ? undefined
    : `verify command '${run.name}' (${run.command}) ${problem}${lastWords(run)}`;
}

function endProblem(run: CommandRun): string | undefined {
  if (run.ended === 'timed-out') {
    return `did not end in time before any change (${Math.round(run.milliseconds / 1000)} s): raise its timeout, or run fewer tests for a module.`;
  }
  if (run.ended !== 'exited')
    return `was stopped before any change (${run.ended}): make it need less, or run fewer tests for a module.`;
  if (run.exitCode === 127)
    return 'was not found (exit code 127): install it in setup, or name its folder under environment.path.';
  if (run.exitCode === 126)
    return "can't be executed (exit code 126): make it executable, or call it through its interpreter.";
  return undefined;
}

function reportProblem({ exitCode, report, ...run }: CommandRun): string | undefined {
  const { format, tests, problems } = report;
  if (problems.length > 0)
    return `gave a test report that can't be relied on before any change: ${problems.join('; ')}. Repair the command or its report.`;
  if (format === 'exit-code') {
    if (exitCode === 0) return undefined;
    return `fails before any change (${exitWords({ ...run, exitCode, report })}) and gives no test report, so nothing can be compared: repair it, or let it report its tests: as JUnit XML or the JSON of vitest, jest or mocha in the file that REPORT names, or as TAP or the output of 'go test -json' or 'cargo test'.`;
  }
  if (tests.length === 0) {
    return `ran no tests before any change, though it gave a report (${format}): check the paths in the command, or leave out modules without tests under modules.exclude.`;
  }
  if (tests.every(({ outcome }) => outcome !== 'passed')) {
    return `has no passing test before any change (${countWords(tests.length, 'test')}, all failing or skipped): its environment is probably incomplete; check setup.`;
  }
  return undefined;
}
