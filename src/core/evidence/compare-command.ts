import type { CommandRun } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { compareCounts } from './compare-counts.ts';
import { compareNames } from './compare-names.ts';
import type { ComparedTests } from './compared-tests.ts';
import { countWords } from './count-words.ts';
import { cutShort } from './cut-short.ts';
import { exitWords } from './exit-words.ts';
import { lastWords } from './last-words.ts';
import { matchTests } from './match-tests.ts';
import { unreadableReports } from './unreadable-reports.ts';

export type CommandRules = { match: TestMatch; mayGrow: boolean };

/** How tests of before and after are recognised as the same; `any` compares exit codes alone. */
export type TestMatch = 'names' | 'count-per-suite' | 'count' | 'any';

/** Compares one command's runs before and after. `before` is undefined for a command that the baseline did not have. */
export function compareCommand(before: CommandRun | undefined, after: CommandRun, rules: CommandRules): ComparedTests {
  // What a run that was cut short says of single tests would only hide the reason.
  if (after.ended !== 'exited') return { findings: [cutShort(after)], matched: 0 };
  const unreadable = unreadableReports(after);
  const format = before?.report.format ?? after.report.format;
  if (rules.match === 'any' || format === 'exit-code') {
    const vanished = hasVanished(before, after) ? [noTests(before?.report.tests.length ?? 0, after)] : [];
    return {
      findings: [...unreadable, ...failedCommand(before, after), ...vanished, exitCodeOnly(before, after, rules.match)],
      matched: 0,
    };
  }
  const { findings, matched } = compareTests(before, after, rules);
  const hasFailingTest = after.report.tests.some((test) => test.outcome === 'failed');
  return { findings: [...unreadable, ...(hasFailingTest ? [] : failedCommand(before, after)), ...findings], matched };
}

function compareTests(
  runBefore: CommandRun | undefined,
  after: CommandRun,
  { match, mayGrow }: CommandRules,
): ComparedTests {
  const before = runBefore?.report.tests ?? [];
  const { tests } = after.report;
  if (before.length > 0 && tests.length === 0) return { findings: [noTests(before.length, after)], matched: 0 };
  const renames = runBefore === undefined ? undefined : renamesHint(runBefore, after);
  const rules = { command: after.name, mayGrow, ...(renames !== undefined && { renames }) };
  return match === 'names'
    ? compareNames(before, tests, rules)
    : compareCounts(before, tests, rules, match === 'count-per-suite');
}

/** Another command may name all tests in a way that no rule knows. As many tests under other names are a matter for whoever wrote the migration file. */
function renamesHint(before: CommandRun, after: CommandRun): string | undefined {
  if (before.command === after.command || after.report.tests.length < before.report.tests.length) return undefined;
  const { lost } = matchTests(before.report.tests, after.report.tests);
  if (lost.length * 2 < before.report.tests.length) return undefined;
  return 'Where the new command names tests in another way, the migration file can let their numbers be compared (tests.match: count-per-suite, or count).';
}

function failedCommand(before: CommandRun | undefined, after: CommandRun): Finding[] {
  if (after.exitCode === 0) return [];
  const failed = after.report.tests.filter((test) => test.outcome === 'failed').map((test) => `'${test.id}'`);
  const tests =
    failed.length > 0
      ? `with ${countWords(failed.length, 'failing test')} (${failed.slice(0, 5).join(', ')})`
      : 'although no test is reported as failing';
  const detail = `command '${after.name}' failed (${exitWords(after)}) ${tests}.${lastWords(after)}`;
  const wasRed =
    before !== undefined &&
    before.exitCode === after.exitCode &&
    [before, after].every(({ report }) => report.tests.every((test) => test.outcome !== 'failed'));
  if (!wasRed) return [{ kind: 'command-failed', rejects: true, subject: after.name, detail }];
  return [
    {
      kind: 'known-failure',
      rejects: false,
      subject: after.name,
      detail: `${detail} It failed before the change, too (${exitWords(before)}).`,
    },
  ];
}

function exitCodeOnly(before: CommandRun | undefined, after: CommandRun, match: TestMatch): Finding {
  const why = match === 'any' ? "tests.match is 'any'" : 'its run before the change gave no test report';
  const ignored =
    after.report.tests.length > 0
      ? ` The ${countWords(after.report.tests.length, 'test')} that it reports now were not compared.`
      : '';
  const codes = `${before === undefined ? 'not run' : exitWords(before)} before, ${exitWords(after)} after`;
  const detail = `of command '${after.name}' the exit code alone was compared (${codes}), since ${why}.${ignored}`;
  return { kind: 'exit-code-only', rejects: false, subject: after.name, detail };
}

/** What runners say when they found nothing to run, and mostly end with exit code 0 all the same. */
const foundNothing =
  /no tests? (?:files? )?(?:were )?(?:found|ran|to run)|\bcollected 0 items|\b0 passing\b|^Tests:\s+0 total|\bRan 0 tests|^# tests 0$|^1\.\.0\b/im;

/** Whether the tests are gone, where only exit codes are compared: its report lists none any more, or it says so itself for the first time. */
function hasVanished(before: CommandRun | undefined, after: CommandRun): boolean {
  if (before === undefined || after.report.tests.length > 0) return false;
  if (after.report.format !== 'exit-code') return before.report.tests.length > 0;
  return foundNothing.test(after.tail ?? '') && !foundNothing.test(before.tail ?? '');
}

function noTests(count: number, after: CommandRun): Finding {
  const hint =
    after.report.format === 'exit-code'
      ? "No test report was found: the command must write JUnit XML, or the JSON of vitest, jest or mocha, to the file that REPORT names, or print TAP or the output of 'go test -json' or 'cargo test'."
      : 'Its report lists none: the tests were removed, or do not run under the new command.';
  const ran =
    count === 0 ? 'ran tests before and says that there are none' : `ran ${countWords(count, 'test')} before and none`;
  const detail = `command '${after.name}' ${ran} now (${exitWords(after)}). ${hint}${lastWords(after)}`;
  return { kind: 'no-tests', rejects: true, subject: after.name, detail };
}
