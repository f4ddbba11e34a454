import { describe, expect, it } from 'vitest';
import { judgeBaseline } from '../../../src/core/evidence/judge-baseline.ts';
import type { CommandRun } from '../../../src/domain/evidence.ts';
import { makeBareRun, makeRun, makeVerification } from './make-verification.ts';
import { reportOf } from '../../support/report-of.ts';

describe('a baseline', () => {
  it.each<[string, CommandRun]>([
    ['with passing tests', makeRun(['a', 'b'])],
    ['with some red and skipped tests', makeRun(['a', '!b', '?c'])],
    ['with an exit code of 0 alone', makeBareRun(0)],
  ])('is usable %s', (_what, run) => {
    expect(judgeBaseline(makeVerification([run]))).toBeUndefined();
  });

  it.each<[string, CommandRun, string]>([
    [
      'that ran no tests',
      makeRun([]),
      'ran no tests before any change, though it gave a report (tap): check the paths',
    ],
    [
      'without a passing test',
      makeRun(['!a', '?b']),
      'has no passing test before any change (2 tests, all failing or skipped)',
    ],
    [
      'whose command was not found',
      makeBareRun(127, { tail: 'sh: tape: not found' }),
      'was not found (exit code 127): install it in setup, or name its folder under environment.path. Its last words: sh: tape: not found',
    ],
    ['whose command can not be executed', makeBareRun(126), "can't be executed (exit code 126)"],
    [
      'that timed out',
      makeBareRun(null, { ended: 'timed-out', milliseconds: 300_000 }),
      'did not end in time before any change (300 s): raise its timeout',
    ],
    [
      'that reached a limit',
      makeBareRun(null, { ended: 'output-limit' }),
      'was stopped before any change (output-limit)',
    ],
    ['that failed without a report', makeBareRun(2), 'fails before any change (exit code 2) and gives no test report'],
    [
      'whose report has problems',
      makeRun([], { report: reportOf([], { format: 'junit', problems: ['it was cut off'] }) }),
      "can't be relied on before any change: it was cut off.",
    ],
  ])('%s is unusable, with the way out', (_what, run, words) => {
    const problem = judgeBaseline(makeVerification([makeRun(['fine'], { name: 'other' }), run]));
    expect(problem).toContain("verify command 'test' (npm test) ");
    expect(problem).toContain(words);
  });

  it('without any command is unusable', () => {
    expect(judgeBaseline(makeVerification([]))).toContain('no verify command ran');
  });
});
