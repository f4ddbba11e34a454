import type { Finding } from '../../domain/finding.ts';
import type { TestCase } from '../../domain/test-report.ts';
import type { ComparedTests, TestRules } from './compared-tests.ts';
import { lostTests } from './lost-tests.ts';
import { matchTests } from './match-tests.ts';
import type { TestPair } from './names/pairing.ts';
import { renamedTests } from './renamed-tests.ts';
import { shorten } from './shorten.ts';
import { withoutSkippedCases } from './without-skipped-cases.ts';

const MAX_MESSAGE_LENGTH = 700;

/** Compares two reports of a command test by test: none may be lost, newly failing or newly skipped. */
export function compareNames(before: TestCase[], after: TestCase[], rules: TestRules): ComparedTests {
  const { pairs, lost, added } = matchTests(before, after);
  const compared = [
    ...pairs.flatMap((pair) => pairFindings(pair, rules)),
    ...added.map((test) => addedTest(test, rules)),
  ];
  const isFailing = ({ kind }: Finding): boolean => kind === 'failing-test';
  // What fails comes first: it is often why others are gone.
  const findings = [
    ...compared.filter(isFailing),
    ...lostTests(withoutSkippedCases(lost, after), after, rules),
    ...compared.filter((finding) => !isFailing(finding)),
    ...renamedTests(pairs, rules.command),
  ];
  return { findings, matched: pairs.length };
}

function pairFindings({ before, after, certain }: TestPair, rules: TestRules): Finding[] {
  if (after.outcome === 'failed') {
    // A test that was red before excuses itself alone, and not one that may be another.
    if (before.outcome !== 'failed') return [failingTest(after, before.outcome, rules)];
    return [certain ? knownFailure(after, rules) : failingTest(after, 'another', rules)];
  }
  if (after.outcome === 'skipped' && before.outcome !== 'skipped') {
    const detail = `test '${after.id}' ${before.outcome} before and is skipped now in command '${rules.command}': it must run.`;
    return [{ kind: 'skipped-test', rejects: true, subject: after.id, detail }];
  }
  return [];
}

function addedTest(test: TestCase, rules: TestRules): Finding {
  if (test.outcome === 'failed') return failingTest(test, 'new', rules);
  // A test that is new and skipped claims nothing; some runners say nothing of a skipped test, others list it.
  const rejects = !rules.mayGrow && test.outcome === 'passed';
  const why = rejects ? ': new tests are not allowed here (tests.mayGrow is false)' : '';
  return {
    kind: 'added-test',
    rejects,
    subject: test.id,
    detail: `test '${test.id}' is new and ${test.outcome} in command '${rules.command}'${why}.`,
  };
}

function failingTest(
  test: TestCase,
  before: 'passed' | 'skipped' | 'new' | 'another',
  { command }: TestRules,
): Finding {
  const history = {
    passed: 'passed before and fails now',
    skipped: 'was skipped before and fails now',
    new: 'is new and fails',
    another: 'fails, and can not be told from others of its name, of which one failed before,',
  }[before];
  const message = test.message === undefined ? '.' : `: ${shorten(test.message, MAX_MESSAGE_LENGTH)}`;
  return {
    kind: 'failing-test',
    rejects: true,
    subject: test.id,
    detail: `test '${test.id}' ${history} in command '${command}'${message}`,
  };
}

function knownFailure({ id }: TestCase, { command }: TestRules): Finding {
  const detail = `test '${id}' failed before the change, too, in command '${command}': it is not blamed on the module.`;
  return { kind: 'known-failure', rejects: false, subject: id, detail };
}
