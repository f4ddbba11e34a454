import { describe, expect, it } from 'vitest';
import type { TestCase } from '../../../src/domain/test-report.ts';
import { compareRuns, short } from './compare-for-test.ts';
import { makeRun } from './make-verification.ts';
import { reportOf } from '../../support/report-of.ts';

const notBuilt: TestCase = {
  id: 'shop > (build failed)',
  outcome: 'failed',
  message: 'undefined: x',
  covers: ['shop > '],
};
const passed = (id: string): TestCase => ({ id, outcome: 'passed' });
const run = (tests: TestCase[]) => makeRun([], { exitCode: 0, report: reportOf(tests, { format: 'go-test-json' }) });
const compare = (before: TestCase[], after: TestCase[]) => compareRuns([run(before)], [run(after)]);

describe('tests that a failure of their package keeps from running', () => {
  it('are one finding, after the failure itself', () => {
    const compared = compare(
      [passed('shop > a'), passed('shop > b'), passed('till > c')],
      [notBuilt, passed('till > c')],
    );
    expect(compared.verdict).toBe('rejected');
    expect(short(compared)).toEqual(['failing-test shop > (build failed)', 'lost-test shop > (build failed)']);
    expect(compared.findings.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/is new and fails in command 'test': undefined: x$/),
      "2 tests of before did not run in command 'test', since 'shop > (build failed)'.",
    ]);
  });

  it('are told from those of other packages', () => {
    const compared = compare([passed('shop > a'), passed('till > c')], [notBuilt]);
    expect(short(compared)).toContain('lost-test till > c');
  });

  it('do not make a loss of the failure once they run, and do once the package is gone', () => {
    expect(short(compare([notBuilt, passed('till > c')], [passed('shop > a'), passed('till > c')]))).toEqual([
      'added-test shop > a (ok)',
    ]);
    expect(short(compare([notBuilt, passed('till > c')], [passed('till > c')]))).toEqual([
      'lost-test shop > (build failed)',
    ]);
  });
});

describe('tests of a file that fails as a whole', () => {
  const broken: TestCase = { id: 'test/a.test.js', outcome: 'failed', file: 'test/a.test.js', covers: [] };
  const works: TestCase = { ...passed('cart > adds'), file: 'test/a.test.js' };
  const other: TestCase = { ...passed('till > opens'), file: 'test/b.test.js' };

  it('are known by its path', () => {
    expect(short(compare([works, other], [broken, other]))).toEqual([
      'failing-test test/a.test.js',
      'lost-test test/a.test.js',
    ]);
    expect(short(compare([broken, other], [works, other]))).toEqual(['added-test cart > adds (ok)']);
  });

  it('are told from those of other files', () => {
    expect(short(compare([works, other], [broken]))).toContain('lost-test till > opens');
  });
});
