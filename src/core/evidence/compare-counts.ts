import type { Finding, FindingKind } from '../../domain/finding.ts';
import type { TestCase } from '../../domain/test-report.ts';
import type { ComparedTests, TestRules } from './compared-tests.ts';
import { countWords } from './count-words.ts';
import { groupBy } from './group-by.ts';
import { shorten } from './shorten.ts';

const NAMED_TESTS = 10;
const MAX_MESSAGE_LENGTH = 500;

/**
 * Compares numbers of tests, for switches that rename tests: there may not be fewer of them, nor more that fail or are skipped. `perSuite`
 * compares each suite (the names before a test's own) for itself.
 */
export function compareCounts(
  before: TestCase[],
  after: TestCase[],
  rules: TestRules,
  perSuite: boolean,
): ComparedTests {
  const suiteOf = (test: TestCase): string => (perSuite ? test.id.split(' > ').slice(0, -1).join(' > ') : '');
  const [suitesBefore, suitesAfter] = [groupBy(before, suiteOf), groupBy(after, suiteOf)];
  const suites = new Set([...suitesBefore.keys(), ...suitesAfter.keys()]);
  const compared = [...suites].map((suite) =>
    compareSuite(suite, suitesBefore.get(suite) ?? [], suitesAfter.get(suite) ?? [], rules),
  );
  return {
    findings: compared.flatMap(({ findings }) => findings),
    matched: compared.reduce((sum, { matched }) => sum + matched, 0),
  };
}

function compareSuite(
  suite: string,
  before: TestCase[],
  after: TestCase[],
  { command, mayGrow }: TestRules,
): ComparedTests {
  const where = suite === '' ? `in command '${command}'` : `in suite '${suite}' of command '${command}'`;
  const finding = (kind: FindingKind, rejects: boolean, detail: string): Finding => ({
    kind,
    rejects,
    subject: suite === '' ? command : suite,
    detail,
  });
  const findings: Finding[] = [];
  const numbers = `${countWords(before.length, 'test')} before, ${after.length} after ${where}`;
  if (after.length < before.length) findings.push(finding('lost-test', true, `${numbers}: no test may be lost.`));
  if (after.length > before.length) {
    findings.push(
      finding(
        'added-test',
        !mayGrow,
        mayGrow ? `${numbers}.` : `${numbers}: new tests are not allowed here (tests.mayGrow is false).`,
      ),
    );
  }
  const skipped = beyond(before, after, 'skipped');
  if (skipped.more)
    findings.push(finding('skipped-test', true, `${skipped.numbers} ${where}: ${named(skipped.tests)}.`));
  const failed = beyond(before, after, 'failed');
  if (failed.after > 0 && !failed.more)
    findings.push(finding('known-failure', false, `${failed.numbers} ${where}: they are not blamed on the module.`));
  if (failed.more) {
    const message = failed.tests.find((test) => test.message !== undefined)?.message;
    const words = message === undefined ? '.' : `. The first says: ${shorten(message, MAX_MESSAGE_LENGTH)}`;
    findings.push(finding('failing-test', true, `${failed.numbers} ${where}: ${named(failed.tests)}${words}`));
  }
  return { findings, matched: Math.min(before.length, after.length) };
}

/** How many tests have an outcome before and after, and those of after that did not have it before under the same name. */
function beyond(before: TestCase[], after: TestCase[], outcome: 'failed' | 'skipped') {
  const had = new Set(before.filter((test) => test.outcome === outcome).map((test) => test.id));
  const have = after.filter((test) => test.outcome === outcome);
  return {
    after: have.length,
    more: have.length > had.size,
    tests: have.filter((test) => !had.has(test.id)),
    numbers: `${countWords(had.size, 'test')} ${outcome} before, ${have.length} after`,
  };
}

function named(tests: TestCase[]): string {
  const names = tests.slice(0, NAMED_TESTS).map((test) => `'${test.id}'`);
  return names.join(', ') + (tests.length > NAMED_TESTS ? ` and ${tests.length - NAMED_TESTS} more` : '');
}
