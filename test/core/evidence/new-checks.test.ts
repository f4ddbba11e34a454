import { describe, expect, it } from 'vitest';
import { compareVerifications } from '../../../src/core/evidence/compare-verifications.ts';
import { judgeBaseline } from '../../../src/core/evidence/judge-baseline.ts';
import type { CommandRun } from '../../../src/domain/evidence.ts';
import { short } from './compare-for-test.ts';
import { makeBareRun, makeRun, makeVerification, module } from './make-verification.ts';

/** Compares with a baseline at which 'lint' was not run, since it is a new check. */
function compare(before: CommandRun[], after: CommandRun[]) {
  const baseline = { ...makeVerification(before), newChecks: ['lint'] };
  const rules = { module, match: 'names' as const, mayGrow: false, changedOutside: [] };
  return compareVerifications({ before: baseline, after: makeVerification(after), ...rules });
}
const lint = { name: 'lint' };

describe('a new check', () => {
  it('is not expected in the baseline, even where there is nothing else', () => {
    expect(judgeBaseline({ ...makeVerification([]), newChecks: ['lint'] })).toBeUndefined();
    expect(judgeBaseline({ ...makeVerification([makeBareRun(1)]), newChecks: ['lint'] })).toContain('fails before');
  });

  it.each([
    ['an exit code of 0', makeBareRun(0, lint)],
    ['passing tests, though no tests may be added', makeRun(['a', '?b'], lint)],
  ])('is green with %s', (_, run) => {
    const compared = compare([makeRun(['x'])], [makeRun(['x']), run]);
    expect(compared.verdict).toBe('verified');
    expect(short(compared)).toEqual(['new-check lint (ok)']);
  });

  it.each<[string, CommandRun, string]>([
    ['another exit code', makeBareRun(2, { ...lint, tail: 'line 3: no' }), 'command-failed lint'],
    ['another exit code after passing tests', makeRun(['a'], { ...lint, exitCode: 1 }), 'command-failed lint'],
    ['a failing test', makeRun(['a', '!b'], lint), 'failing-test b'],
    ['a failing test behind an exit code of 0', makeRun(['!b'], { ...lint, exitCode: 0 }), 'failing-test b'],
    ['a report without tests', makeRun([], lint), 'no-tests lint'],
    ['skipped tests alone', makeRun(['?a'], lint), 'no-tests lint'],
    ['a limit', makeBareRun(null, { ...lint, ended: 'timed-out' }), 'timed-out lint'],
    [
      'an unreadable report',
      makeRun(['a'], { ...lint, report: { ...makeRun(['a']).report, problems: ['cut off'] } }),
      'unreadable-report lint',
    ],
  ])('is refused with %s', (_, run, finding) => {
    const compared = compare([makeRun(['x'])], [makeRun(['x']), run]);
    expect(compared.verdict).toBe('rejected');
    expect(short(compared)[0]).toBe(finding);
  });

  it('says how it failed', () => {
    const { findings } = compare([], [makeBareRun(2, { ...lint, tail: 'line 3: no' })]);
    expect(findings[0]?.detail).toBe(
      "command 'lint', a new check, has to be green and failed (exit code 2). Its last words: line 3: no",
    );
  });

  it('has to run', () => {
    expect(short(compare([makeRun(['x'])], [makeRun(['x'])]))).toContain('command-failed lint');
  });
});

describe('commands of sampled modules', () => {
  const good = makeRun(['a'], { name: 'test (a.js)', module: 'a.js' });
  const bad = makeBareRun(3, { name: 'test (b.js)', module: 'b.js' });

  it('prove something while one of them does', () => {
    expect(judgeBaseline(makeVerification([good, bad]))).toBeUndefined();
    expect(judgeBaseline(makeVerification([bad, bad]))).toContain("'test (b.js)'");
  });

  it('are compared where they were usable before', () => {
    const rules = { module, match: 'names' as const, mayGrow: true, changedOutside: [] };
    const input = { before: makeVerification([good, bad]), ...rules };
    const same = compareVerifications({ ...input, after: makeVerification([good, bad]) });
    expect([same.verdict, ...short(same)]).toEqual(['verified', 'known-failure test (b.js) (ok)']);
    const worse = compareVerifications({
      ...input,
      after: makeVerification([makeBareRun(1, { ...good, report: bad.report }), bad]),
    });
    expect([worse.verdict, ...short(worse)]).toEqual([
      'rejected',
      'no-tests test (a.js)',
      'known-failure test (b.js) (ok)',
    ]);
  });
});
