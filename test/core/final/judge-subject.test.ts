import { expect, test } from 'vitest';
import { judgeSubject } from '../../../src/core/final/judge-subject.ts';
import { makeBareRun, makeRun, makeVerification, module } from '../evidence/make-verification.ts';

const judge = (
  before: ReturnType<typeof makeVerification>,
  after: ReturnType<typeof makeVerification>,
  names: string[],
) =>
  judgeSubject({ module, before, after, names, match: 'names', mayGrow: true }).map(({ name, verdict, findings }) => [
    name,
    verdict,
    findings.filter(({ rejects }) => rejects).map(({ kind }) => kind),
  ]);

test('each command is judged by itself, and those that nobody asks about are not', () => {
  const before = makeVerification([makeRun(['a', 'b']), makeBareRun(0, { name: 'lint' })]);
  const after = makeVerification([makeRun(['a', '!b']), makeBareRun(0, { name: 'lint' })]);
  expect(judge(before, after, ['test', 'lint'])).toEqual([
    ['test', 'red', ['failing-test']],
    ['lint', 'verified', []],
  ]);
  expect(judge(before, after, ['lint'])).toEqual([['lint', 'verified', []]]);
});

test('assertions belong to a change, and are not compared here', () => {
  const before = makeVerification([makeRun(['a'])], [{ path: 'test/unknown.js', total: 9, constant: 0 }]);
  expect(judge(before, makeVerification([makeRun(['a'])]), ['test'])).toEqual([['test', 'verified', []]]);
});

test('a new check has to be green, and what was red at the base is known', () => {
  const before = { ...makeVerification([makeRun(['a', '!old'])]), newChecks: ['types'] };
  const after = makeVerification([makeRun(['a', '!old']), makeBareRun(1, { name: 'types' })]);
  expect(judge(before, after, ['test', 'types'])).toEqual([
    ['test', 'verified', []],
    ['types', 'red', ['command-failed']],
  ]);
});
