import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/domain/test-report.ts';
import { outcomes, readFixture, readText } from './read-fixture.ts';

async function readCargo(name: string): Promise<TestReport> {
  const stderr = await readFile(new URL(`fixtures/${name}.stderr`, import.meta.url));
  return readFixture(`${name}.stdout`, { stderr, exitCode: 101 });
}

const all = [
  'passed shop > cart::tests::adds',
  'failed shop > cart::tests::fails',
  'skipped shop > cart::tests::left_out',
  'passed shop > cart::tests::panics',
  'failed shop > cart::tests::returns_error',
  'failed shop > cart::tests::should_panic_and_does_not',
  'passed shop (src/main.rs) > main_works',
  'passed again > adds',
  'passed whole > adds',
  'passed whole > whole',
  'passed shop (doc) > src/lib.rs - add',
  'failed shop (doc) > src/lib.rs - take',
  'passed shop (doc) > src/lib.rs - take #2',
  'passed shop (doc) > src/lib.rs - take #3',
  'skipped shop (doc) > src/lib.rs - take #4',
];

describe("the output of 'cargo test'", () => {
  it('names tests by their binary, and examples in the documentation without their lines', async () => {
    const report = await readCargo('cargo');
    expect(report).toMatchObject({ format: 'cargo-test', problems: [] });
    expect(outcomes(report)).toEqual(all);
  });

  it('is read alike from edition 2024, which prints the examples in two halves', async () => {
    expect(outcomes(await readCargo('cargo-2024'))).toEqual(all);
  });

  it('gives what failed tests said', async () => {
    const { tests } = await readCargo('cargo');
    expect(tests[1]?.message).toMatch(/^it said this\n\nthread .*\nassertion `left == right` failed: sums/);
    expect(tests[4]?.message).toBe('Error: "an error"');
    expect(tests[11]?.message).toContain('left: -1');
  });

  it('is read from one stream as well, when the command joins the two', async () => {
    const texts = ['stderr', 'stdout'].map((end) =>
      readFile(new URL(`fixtures/cargo.${end}`, import.meta.url), 'utf8'),
    );
    expect(outcomes(readText((await Promise.all(texts)).join('\n'), { exitCode: 101 }))).toEqual(all);
  });

  it('gives a failed test for what can not be compiled, which covers all others', async () => {
    const report = await readCargo('cargo-broken');
    expect(outcomes(report)).toEqual(['failed shop (test "broken") > (build failed)']);
    expect(report.tests[0]?.covers).toEqual(['']);
    expect(report.tests[0]?.message).toContain('cannot find function `nothing` in crate `shop`');
  });

  it('gives a failed test for a binary that ended before its tests did', async () => {
    const report = await readCargo('cargo-abort');
    expect(outcomes(report)).toEqual(
      all.map((line) => (line === 'passed again > adds' ? 'failed again > (failed outside of its tests)' : line)),
    );
    const aborted = report.tests.find(({ id }) => id.startsWith('again'));
    expect(aborted?.covers).toEqual(['again > ']);
    expect(aborted?.message).toMatch(/ended after 0 of 2 tests.*SIGABRT/);
  });

  it('is not deceived by what a failed test printed', () => {
    const text = [
      'running 2 tests',
      'test a ... ok',
      'test b ... FAILED',
      'failures:',
      '---- b stdout ----',
      'running 1 test',
      'test forged ... ok',
      'test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s',
      'failures:',
      '    b',
      'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s',
    ].join('\n');
    const report = readText(text, { exitCode: 101 });
    expect(outcomes(report)).toEqual(['passed a', 'failed b']);
    expect(report.problems).toEqual([]);
  });

  it('makes a problem of tests that are not counted, or counted and not listed', () => {
    const report = (passed: number, lines: string): TestReport =>
      readText(
        `running 2 tests\n${lines}\ntest result: ok. ${passed} passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n`,
        { format: 'cargo-test' },
      );
    expect(report(2, '..').problems[0]).toMatch(
      /lists 0 tests, and its last line counts others: run it without --quiet/,
    );
    expect(report(1, 'test a ... ok\ntest forged ... ok').problems).toHaveLength(1);
    expect(report(2, 'test a ... ok\ntest b ... ok').problems).toEqual([]);
  });

  it('counts the benchmarks of a run with --bench as tests', () => {
    const text =
      'running 2 tests\ntest a ... ignored\ntest b ... bench:          42 ns/iter (+/- 1)\n\ntest result: ok. 0 passed; 0 failed; 1 ignored; 1 measured; 0 filtered out\n';
    expect(outcomes(readText(text))).toEqual(['skipped a', 'passed b']);
  });

  it('is no report when it prints dots, nor when nothing was asked of cargo', () => {
    expect(readText('running 3 tests\n...\ntest result: ok. 3 passed; 0 failed;\n').format).toBe('exit-code');
    expect(readText('running 3 tests today\n').format).toBe('exit-code');
  });

  it('leaves binaries unnamed when one of them has a harness of its own', () => {
    const stderr =
      '     Running tests/a.rs (target/debug/deps/a-0a1b)\n     Running tests/own.rs (target/debug/deps/own-0a1c)\n';
    const text =
      'my own harness\nrunning 1 test\ntest works ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n';
    expect(outcomes(readText(text, { stderr: new TextEncoder().encode(stderr) }))).toEqual(['passed works']);
  });
});
