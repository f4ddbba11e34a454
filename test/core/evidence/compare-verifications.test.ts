import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandRun } from '../../../src/domain/evidence.ts';
import { compareRuns, compareTests, short } from './compare-for-test.ts';
import { makeBareRun, makeRun } from './make-verification.ts';
import { reportOf } from '../../support/report-of.ts';

describe('tests compared by name', () => {
  it('verifies a run with the same tests', () => {
    expect(compareTests(['a', 'b', '?c'], ['b', 'a', '?c'])).toEqual({
      verdict: 'verified',
      findings: [],
      tests: { before: 3, after: 3, matched: 3 },
    });
  });

  it('rejects a lost test and names it', () => {
    const compared = compareTests(['a', 'b'], ['a']);
    expect(compared.verdict).toBe('rejected');
    expect(compared.tests).toEqual({ before: 2, after: 1, matched: 1 });
    expect(compared.findings).toEqual([
      {
        kind: 'lost-test',
        rejects: true,
        subject: 'b',
        detail:
          "test 'b' passed before and is gone in command 'test': every test of before must still run, under the same name.",
      },
    ]);
  });

  it('rejects a newly failing test with its message', () => {
    const compared = compareTests(['a', '?b'], ['!a', '!b']);
    expect(short(compared)).toEqual(['failing-test a', 'failing-test b']);
    expect(compared.findings[0]?.detail).toBe("test 'a' passed before and fails now in command 'test': a broke");
    expect(compared.findings[1]?.detail).toContain('was skipped before and fails now');
  });

  it('rejects a newly skipped test, also one that failed before', () => {
    expect(short(compareTests(['a', '!b', 'c'], ['?a', '?b', 'c']))).toEqual(['skipped-test a', 'skipped-test b']);
  });

  it('does not blame the module for a test that was red before, and takes it for lost when it is gone', () => {
    expect(compareTests(['a', '!b'], ['a', '!b']).verdict).toBe('verified');
    expect(short(compareTests(['a', '!b'], ['a', '!b']))).toEqual(['known-failure b (ok)']);
    expect(short(compareTests(['a', '!b'], ['a']))).toEqual(['lost-test b']);
    expect(compareTests(['a', '!b', '?c'], ['a', 'b', 'c']).findings).toEqual([]);
  });

  it('reports added tests, and rejects them where the tests may not grow', () => {
    expect(short(compareTests(['a'], ['a', 'b']))).toEqual(['added-test b (ok)']);
    expect(short(compareTests(['a'], ['a', 'b', '?c'], { mayGrow: false }))).toEqual([
      'added-test b',
      'added-test c (ok)',
    ]);
    expect(short(compareTests(['a'], ['a', '!b']))).toEqual(['failing-test b']);
  });

  it('finds a test again that moved into a group or out of one, each once', () => {
    const flat = ['parses', 'parses #2', 'adds'];
    const nested = ['lists > parses', 'maps > parses', 'adds'];
    expect(compareTests(flat, nested).tests.matched).toBe(3);
    expect(compareTests(nested, flat).tests.matched).toBe(3);
    expect(compareTests(flat, nested).findings).toEqual([
      {
        kind: 'renamed-test',
        rejects: false,
        subject: 'parses',
        detail:
          "2 tests of before were found with other groups around them in command 'test': 'parses' is 'lists > parses', 'parses #2' is 'maps > parses'.",
      },
    ]);
    expect(short(compareTests(flat, ['lists > parses', 'adds']))).toEqual([
      'lost-test parses #2',
      'renamed-test parses (ok)',
    ]);
    expect(short(compareTests(['a > x'], ['b > x']))).toEqual(['lost-test a > x', 'added-test b > x (ok)']);
  });

  it('says of an empty report that there are no tests, instead of every name', () => {
    const compared = compareTests(['a', 'b'], []);
    expect(short(compared)).toEqual(['no-tests test']);
    expect(compared.findings[0]?.detail).toContain('ran 2 tests before and none now (exit code 0)');
    const bare = compareRuns([makeRun(['a', 'b'])], [makeBareRun(0)]);
    expect(bare.findings[0]?.detail).toContain('to the file that REPORT names');
  });

  it('names at most 20 of a kind, and counts the others', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `t${index}`);
    const { findings } = compareTests(['a', ...ids], ['a']);
    expect(findings).toHaveLength(21);
    expect(findings[20]).toEqual({
      kind: 'lost-test',
      rejects: true,
      subject: '30 more',
      detail: '30 more findings of this kind are not listed.',
    });
  });
});

describe('tests compared by name, for any report', () => {
  const ids = fc.uniqueArray(
    fc.constantFrom('a', 'b', 'c', 'a > b', 'b #2', 'x > a > b', 'a #2', 'd > c', 'long name', 'c #3'),
    { minLength: 1 },
  );
  const green = ids.map((names) => names.map((name): string => name));

  it('verifies a green report against itself, with nothing to report', () => {
    fc.assert(
      fc.property(
        green,
        fc.constantFrom('names', 'count', 'count-per-suite'),
        fc.boolean(),
        (names, match, mayGrow) => {
          expect(compareTests(names, names, { match, mayGrow })).toEqual({
            verdict: 'verified',
            findings: [],
            tests: { before: names.length, after: names.length, matched: names.length },
          });
        },
      ),
    );
  });

  it('rejects it when any one test is removed, fails or is skipped', () => {
    fc.assert(
      fc.property(green, fc.nat(), fc.constantFrom('names', 'count', 'count-per-suite'), (names, pick, match) => {
        const index = pick % names.length;
        const name = names[index] ?? '';
        for (const changed of [
          names.toSpliced(index, 1),
          names.with(index, `!${name}`),
          names.with(index, `?${name}`),
        ]) {
          expect(compareTests(names, changed, { match }).verdict).toBe('rejected');
        }
      }),
    );
  });
});

describe('tests compared by number', () => {
  it('verifies renamed tests, and tells how many were found again', () => {
    expect(compareTests(['a[0]', 'a[1]'], ['a(first)', 'a(second)'], { match: 'count' })).toEqual({
      verdict: 'verified',
      findings: [],
      tests: { before: 2, after: 2, matched: 2 },
    });
  });

  it('rejects fewer tests, more failing ones and more skipped ones, with figures', () => {
    const compared = compareTests(['a', 'b', 'c', 'd'], ['!w', '?x', 'y'], { match: 'count' });
    expect(short(compared)).toEqual(['lost-test test', 'skipped-test test', 'failing-test test']);
    expect(compared.findings.map(({ detail }) => detail)).toEqual([
      "4 tests before, 3 after in command 'test': no test may be lost.",
      "no tests skipped before, 1 after in command 'test': 'x'.",
      "no tests failed before, 1 after in command 'test': 'w'. The first says: w broke",
    ]);
  });

  it('does not blame the module for the failure of before, and lets it excuse no other one', () => {
    expect(short(compareTests(['!a', 'b'], ['!a', 'y'], { match: 'count' }))).toEqual(['known-failure test (ok)']);
    const other = compareTests(['!a', 'b'], ['!x', 'y'], { match: 'count' });
    expect(short(other)).toEqual(['failing-test test']);
    expect(other.findings[0]?.detail).toContain("'x' (a test that failed before excuses no other");
  });

  it('compares every suite for itself where that is asked for', () => {
    const [before, after] = [
      ['cart > a', 'cart > b', 'till > a'],
      ['cart > x', 'till > y', 'till > z'],
    ];
    expect(short(compareTests(before, after, { match: 'count' }))).toEqual([]);
    expect(short(compareTests(before, after, { match: 'count-per-suite' }))).toEqual([
      'lost-test cart',
      'added-test till (ok)',
    ]);
    expect(short(compareTests(['a'], ['b', 'c'], { match: 'count', mayGrow: false }))).toEqual(['added-test test']);
  });
});

describe('how a command ended', () => {
  it('rejects a failed command whose tests all pass, with its last words', () => {
    const compared = compareRuns([makeRun(['a'])], [makeRun(['a'], { exitCode: 1, tail: 'coverage is below 90 %\n' })]);
    expect(short(compared)).toEqual(['command-failed test']);
    expect(compared.findings[0]?.detail).toBe(
      "command 'test' failed (exit code 1) although no test is reported as failing. Its last words: coverage is below 90 %",
    );
  });

  it('reports and does not reject a command that was red before for another reason than a test', () => {
    expect(short(compareRuns([makeRun(['a'], { exitCode: 1 })], [makeRun(['a'], { exitCode: 1 })]))).toEqual([
      'known-failure test (ok)',
    ]);
    expect(short(compareRuns([makeRun(['a', '!b'])], [makeRun(['a', 'b'], { exitCode: 1 })]))).toEqual([
      'command-failed test',
    ]);
  });

  it('says nothing but the limit that ended a command', () => {
    const timedOut = makeRun([], { ended: 'timed-out', exitCode: null, milliseconds: 300_000 });
    const compared = compareRuns([makeRun(['a'])], [timedOut]);
    expect(short(compared)).toEqual(['timed-out test']);
    expect(compared.findings[0]?.detail).toContain('within its time limit (300 s)');
    expect(short(compareRuns([makeRun(['a'])], [{ ...timedOut, ended: 'memory-limit' }]))).toEqual([
      'limit-exceeded test',
    ]);
  });

  it('rejects a report with problems, though all tests in it pass', () => {
    const report = reportOf(makeRun(['a']).report.tests, { problems: ['there is no plan'] });
    const compared = compareRuns([makeRun(['a'])], [makeRun([], { report, tail: 'TypeError: x' })]);
    expect(short(compared)).toEqual(['unreadable-report test']);
    expect(compared.findings[0]?.detail).toBe(
      "the test report of command 'test' proves nothing: there is no plan. Its last words: TypeError: x",
    );
  });

  it('compares exit codes alone where there was no report before, and says so', () => {
    const good = compareRuns([makeBareRun(0)], [makeRun(['a', 'b'])]);
    expect(good.verdict).toBe('verified');
    expect(short(good)).toEqual(['exit-code-only test (ok)']);
    expect(good.findings[0]?.detail).toContain('(exit code 0 before, exit code 0 after)');
    expect(good.findings[0]?.detail).toContain('The 2 tests that it reports now were not compared.');
    expect(short(compareRuns([makeBareRun(0)], [makeBareRun(2)]))).toEqual([
      'command-failed test',
      'exit-code-only test (ok)',
    ]);
  });

  it("compares exit codes alone for 'any', whatever the reports say", () => {
    expect(compareTests(['a', 'b'], ['c'], { match: 'any' }).verdict).toBe('verified');
    const red = compareTests(['a', 'b'], ['!a', 'b'], { match: 'any' });
    expect(short(red)).toEqual(['command-failed test', 'exit-code-only test (ok)']);
    expect(red.findings[0]?.detail).toContain("with 1 failing test ('a')");
  });

  it('judges every command by itself', () => {
    const lint = (exitCode: number): CommandRun => makeBareRun(exitCode, { name: 'lint' });
    expect(short(compareRuns([makeRun(['a']), lint(0)], [makeRun(['a']), lint(1)]))).toEqual([
      'command-failed lint',
      'exit-code-only lint (ok)',
    ]);
    expect(short(compareRuns([makeRun(['a']), lint(0)], [makeRun(['a'])]))).toEqual(['command-failed lint']);
  });

  it('never verifies against a baseline that proves nothing', () => {
    expect(compareRuns([makeBareRun(1)], [makeBareRun(1)]).verdict).toBe('rejected');
    expect(compareTests([], []).verdict).toBe('rejected');
    expect(compareTests(['!a'], ['!a']).verdict).toBe('rejected');
  });
});
