import { describe, expect, it } from 'vitest';
import { compareVerifications } from '../../../src/core/evidence/compare-verifications.ts';
import type { CompareInput } from '../../../src/core/evidence/compare-verifications.ts';
import type { AssertionCount, CommandRun, FileCoverage } from '../../../src/domain/evidence.ts';
import { compareRuns, short } from './compare-for-test.ts';
import { makeBareRun, makeRun, makeVerification, module } from './make-verification.ts';

type Side = { run: CommandRun; assertions?: AssertionCount[] };

function compare(before: Side, after: Side, files: string[], more: Partial<CompareInput> = {}) {
  return compareVerifications({
    module,
    before: makeVerification([before.run], before.assertions),
    after: makeVerification([after.run], after.assertions),
    match: 'names',
    mayGrow: true,
    changedOutside: [],
    files: new Set(files),
    ...more,
  });
}

describe('coverage', () => {
  const cover = (path: string, lines: number, covered: number): FileCoverage => ({ path, lines, covered });
  const covered = (...coverage: FileCoverage[]): Side => ({ run: makeRun(['a'], { coverage }) });
  const files = ['a.js', 'b.js'];

  it('that falls rejects, with the figures', () => {
    const { findings, verdict } = compare(covered(cover('a.js', 100, 90)), covered(cover('a.js', 100, 60)), files);
    expect(verdict).toBe('rejected');
    expect(findings).toEqual([
      {
        kind: 'less-coverage',
        rejects: true,
        subject: 'a.js',
        detail: "command 'test' ran 90% of the lines of a.js before (90 of 100), and 60% after (60 of 100).",
      },
    ]);
  });

  it('is missed of a file that no test loads any more, and not of one that is gone', () => {
    const before = covered(cover('a.js', 10, 9), cover('b.js', 10, 9));
    const after = covered(cover('a.js', 10, 9));
    expect(short(compare(before, after, files))).toEqual(['less-coverage b.js']);
    expect(short(compare(before, after, ['a.js']))).toEqual([]);
  });

  it.each([
    [
      'moved to another file',
      [cover('a.js', 100, 90), cover('b.js', 10, 10)],
      [cover('a.js', 20, 10), cover('b.js', 90, 90)],
    ],
    ['removed with its tests', [cover('a.js', 100, 90)], [cover('a.js', 20, 10)]],
    ['a line less', [cover('a.js', 100, 90)], [cover('a.js', 100, 89)]],
    ['counted by another tool', [cover('a.js', 100, 90)], [cover('a.js', 240, 200)]],
    ['not reported before', undefined, [cover('a.js', 100, 10)]],
    ['not reported after', [cover('a.js', 100, 10)], undefined],
  ])('does not reject code that is %s', (_, before, after) => {
    const side = (coverage?: FileCoverage[]): Side => (coverage ? covered(...coverage) : { run: makeRun(['a']) });
    expect(compare(side(before), side(after), files).verdict).toBe('verified');
  });

  it('and what else the migration allows is shown and does not reject', () => {
    const { findings, verdict } = compare(covered(cover('a.js', 100, 90)), covered(cover('a.js', 100, 60)), files, {
      allow: ['less-coverage'],
    });
    expect(verdict).toBe('verified');
    expect(findings[0]?.detail).toMatch(/after \(60 of 100\)\. The migration allows it \(tests\.allow\)\.$/);
  });
});

describe('test files', () => {
  const count = (path: string): AssertionCount => ({ path, total: 3, constant: 0 });
  const ran = (ids: string[], ...paths: string[]): Side => ({ run: makeRun(ids), assertions: paths.map(count) });
  const [a, b] = ['test/a.test.js', 'test/b.test.js'];

  it('that are there and no longer found by the runner reject, also where only numbers are compared', () => {
    const before = ran([`${a} > x`, `${b} > y`], a, b);
    const after = ran([`${a} > x`, `${a} > z`], a, b);
    const compared = compare(before, after, [a, b], { match: 'count' });
    expect(short(compared)).toEqual(['fewer-test-files test']);
    expect(compared.findings[0]?.detail).toBe(
      "command 'test' ran 2 test files before and 1 after, and not test/b.test.js: a test file must be found by the command, under its name and in its folder.",
    );
  });

  it('that were renamed to what the runner does not find reject, too', () => {
    const after = ran([`${a} > x`, `${a} > y`], a, 'test/b.spec.old.js');
    expect(
      short(compare(ran([`${a} > x`, `${b} > y`], a, b), after, [a, 'test/b.spec.old.js'], { match: 'count' })),
    ).toEqual(['fewer-test-files test']);
  });

  it('that were merged, or renamed and found, are not missed', () => {
    const before = ran([`${a} > x`, `${b} > y`], a, b);
    const merged = { run: makeRun([`${a} > x`, `${a} > y`]), assertions: [{ ...count(a), total: 6 }] };
    expect(compare(before, merged, [a]).verdict).toBe('verified');
    // What is left of it is a helper.
    expect(compare(before, ran([`${a} > x`, `${a} > y`], a, b), [a, b]).verdict).toBe('verified');
    const spec = 'test/b.spec.js';
    expect(compare(before, ran([`${a} > x`, `${spec} > y`], a, spec), [a, spec]).verdict).toBe('verified');
  });

  it('are found by the modules that pytest names', () => {
    const before = ran(['tests.test_a.TestX > one', 'tests.test_b > two'], 'tests/test_a.py', 'tests/test_b.py');
    const after = ran(['tests.test_a.TestX > one'], 'tests/test_a.py', 'tests/test_b.py');
    expect(short(compare(before, after, ['tests/test_a.py', 'tests/test_b.py']))).toContain('fewer-test-files test');
  });

  it('that ran nothing are seen in what the runner says, where there is no report', () => {
    const compared = compareRuns(
      [makeBareRun(0, { tail: '5 passing' })],
      [makeBareRun(0, { tail: '0 passing (1ms)' })],
    );
    expect(short(compared)).toEqual(['no-tests test', 'exit-code-only test (ok)']);
    const both = { tail: 'collected 0 items' };
    expect(compareRuns([makeBareRun(0, both)], [makeBareRun(0, both)]).verdict).toBe('verified');
    expect(compareRuns([makeBareRun(0, { tail: '5 passing' })], [makeBareRun(0, { tail: '10 passing' })]).verdict).toBe(
      'verified',
    );
    expect(short(compareRuns([makeRun(['a'])], [makeRun([])], { match: 'any' }))).toContain('no-tests test');
  });
});

describe('a failure that was there before', () => {
  it('excuses no other failure of the command', () => {
    expect(short(compareRuns([makeRun(['a'], { exitCode: 1 })], [makeRun(['a'], { exitCode: 2 })]))).toEqual([
      'command-failed test',
    ]);
    expect(short(compareRuns([makeRun(['inner', '!x'])], [makeRun(['!a > inner', 'b > inner', '!x'])]))).toContain(
      'failing-test a > inner',
    );
    const nested = compareRuns([makeRun(['!inner', 'x'])], [makeRun(['!a > inner', 'b > inner', 'x'])]);
    expect(short(nested)).toContain('failing-test a > inner');
    expect(nested.findings[0]?.detail).toContain('can not be told from others of its name');
  });
});
