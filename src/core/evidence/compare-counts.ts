import type { Finding, FindingKind } from '../../domain/finding.ts';
import type { TestCase } from '../../domain/test-report.ts';
import type { ComparedTests, TestRules } from './compared-tests.ts';
import { countWords } from './count-words.ts';
import { groupBy } from './group-by.ts';
import { matchTests } from './match-tests.ts';
import { shorten } from './shorten.ts';

const NAMED_TESTS = 10;
const MAX_MESSAGE_LENGTH = 500;

/**
 * Compares numbers of tests, for switches that rename tests: there may not be fewer of them, nor more that are skipped, nor one that fails, unless
 * its name shows that it is one that failed before. `perSuite` compares each suite (the names before a test's own) for itself.
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
  const known = stillFailing(before, after);
  const failed = {
    ...outcomes(before, after, 'failed'),
    more: after.filter((test) => test.outcome === 'failed' && !known.has(test)),
  };
  const skipped = outcomes(before, after, 'skipped');
  if (skipped.after > skipped.before)
    findings.push(finding('skipped-test', true, `${skipped.numbers} ${where}: ${named(skipped.more)}.`));
  if (known.size > 0)
    findings.push(
      finding(
        'known-failure',
        false,
        `${countWords(known.size, 'test')} failed before, too, ${where}: ${named([...known])}. Not blamed on the module.`,
      ),
    );
  if (failed.more.length > 0) {
    const message = failed.more.find((test) => test.message !== undefined)?.message;
    const words = message === undefined ? '.' : `. The first says: ${shorten(message, MAX_MESSAGE_LENGTH)}`;
    const excuse =
      failed.after > failed.before
        ? ''
        : ' (a test that failed before excuses no other: it must be found again by its name)';
    findings.push(finding('failing-test', true, `${failed.numbers} ${where}: ${named(failed.more)}${excuse}${words}`));
  }
  return { findings, matched: Math.min(before.length, after.length) };
}

/** Those of after that are surely the same test as one that failed before. */
function stillFailing(before: TestCase[], after: TestCase[]): Set<TestCase> {
  const isFailed = ({ outcome }: TestCase): boolean => outcome === 'failed';
  if (!before.some(isFailed) || !after.some(isFailed)) return new Set();
  const { pairs } = matchTests(before, after);
  return new Set(
    pairs.filter((pair) => pair.certain && isFailed(pair.before) && isFailed(pair.after)).map((pair) => pair.after),
  );
}

/** How many tests have an outcome before and after, and those of after that did not have it before under the same name. */
function outcomes(before: TestCase[], after: TestCase[], outcome: 'failed' | 'skipped') {
  const had = new Set(before.filter((test) => test.outcome === outcome).map((test) => test.id));
  const have = after.filter((test) => test.outcome === outcome);
  return {
    before: had.size,
    after: have.length,
    more: have.filter((test) => !had.has(test.id)),
    numbers: `${countWords(had.size, 'test')} ${outcome} before, ${have.length} after`,
  };
}

function named(tests: TestCase[]): string {
  const names = tests.slice(0, NAMED_TESTS).map((test) => `'${test.id}'`);
  return names.join(', ') + (tests.length > NAMED_TESTS ? ` and ${tests.length - NAMED_TESTS} more` : '');
}
