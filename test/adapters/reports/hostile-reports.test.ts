import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import type { WantedReport } from '../../../src/domain/wanted-report.ts';
import { readText } from './read-fixture.ts';

const formats: WantedReport[] = [
  'auto',
  'tap',
  'junit',
  'go-test-json',
  'vitest-json',
  'jest-json',
  'mocha-json',
  'cargo-test',
  'junit:**/*.xml',
];

/** Of the processor's time: the machine may be busy with others. */
function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** Lines that readers look for, and what stands in them. */
const parts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'TAP version 13',
    '1..2',
    'ok 1 a',
    '    not ok 2 b',
    '  ---',
    '  ...',
    '# Subtest: a',
    'Bail out!',
    '<?xml version="1.0"?>',
    '<testsuites>',
    '<testsuite name="__proto__" file="/repo/../x">',
    '<testcase name="constructor" classname="a" time="1e999"><failure/></testcase>',
    '</testsuite>',
    '</testsuites>',
    '{"Action":"run","Package":"p","Test":"T"}',
    '{"Action":"fail","Package":"p"}',
    '{"numTotalTests":1,"testResults":[{"name":"a","status":"failed","assertionResults":[]}]}',
    '{"numTotalTests":1,"testResults":[{"name":"a","status":"failed","assertionResults":[{"title":"__proto__","status":"x"}]}]}',
    '{"stats":{"suites":1,"tests":1},"tests":[{"title":"t","fullTitle":"s t"}],"pending":[],"failures":[{"title":"h","fullTitle":"s h"}]}',
    '{"stats":{"suites":1',
    'ok 2 a\u0000\u001B[2Jb\u0007 \u202E c',
    '<testcase name="a&#x202E;&#x85;b" classname="c\u0001" file="a\u0007.js"/>',
    '{"numTotalTests":1,"testResults":[{"name":"a\\u0007.js","status":"passed","assertionResults":[{"title":"\\u0000\\u001b\\u009b1m","status":"passed"}]}]}',
    'test a\u0000b ... ok',
    'running 2 tests',
    'test a ... ok',
    'test a::b - should panic ... FAILED',
    'failures:',
    '---- a::b stdout ----',
    'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s',
    'all doctests ran in 1s',
    '     Running tests/a.rs (target/debug/deps/a-0a)',
    'error: could not compile `a` (lib) due to 1 previous error',
  ),
);
const output = fc.array(parts, { maxLength: 40 }).map((lines) => new TextEncoder().encode(lines.join('\n')));

describe('what an untrusted command wrote', () => {
  it('never makes the reader throw, and gives ids that are used once and hold no control characters', () => {
    const input = fc.record(
      {
        format: fc.constantFrom(...formats),
        stdout: output,
        stderr: output,
        reportFile: fc.oneof(output, fc.uint8Array()),
        written: fc.record({
          files: fc.array(fc.record({ path: fc.string(), bytes: output }), { maxLength: 2 }),
          problems: fc.constantFrom<string[]>([]),
        }),
        exitCode: fc.constantFrom(0, 1, null),
        testFile: fc.constantFrom('a.js', '.'),
        roots: fc.constantFrom<string[]>(['/repo']),
      },
      { requiredKeys: ['format', 'stdout', 'exitCode'] },
    );
    fc.assert(
      fc.property(input, (given) => {
        const { tests, totals, problems } = readReport(given);
        expect(new Set(tests.map(({ id }) => id)).size).toBe(tests.length);
        expect(totals.tests).toBe(tests.length);
        for (const { id, file } of tests) {
          expect(id + (file ?? '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
          expect(file ?? '').not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/);
        }
        expect(problems.every((problem) => problem.length < 3000)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  const times = (count: number, text: string): string => text.repeat(count);
  const jest = (results: string): string => `{"numTotalTests":1,"testResults":[${results}]}`;
  const file = (tests: string): string => `{"name":"/repo/a.js","status":"passed","assertionResults":[${tests}]}`;

  it.each([
    ['deep JSON', jest(times(300_000, '[')), 'cut off'],
    ['deep JSON that is whole', jest(times(1_000_000, '[') + times(1_000_000, ']')), 'no report of jest or vitest'],
    ['more JSON than anyone prints', jest(times(17 * 1024 * 1024, ' ')), 'more than the 16777216 that are read'],
    [
      'more tests than anyone has',
      jest(file(Array.from({ length: 100_001 }, () => '{"title":"a","status":"passed"}').join())),
      'has 100001 tests, more than 100000',
    ],
    ['JSON that begins again and again', times(200_000, '{"numTotalTests":1\n'), 'cut off'],
    [
      'entities',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>\n<testsuite name="&c;"/>',
      'document type',
    ],
    ['deep XML', `<testsuites>\n${times(500, '<testsuite>')}${times(500, '</testsuite>')}</testsuites>`, 'nested'],
  ])('is a problem, and soon told: %s', (_what, text, problem) => {
    const began = process.cpuUsage();
    const report = readText(text);
    expect(report.problems.join()).toContain(problem);
    expect(report.tests).toEqual([]);
    expect(secondsSince(began)).toBeLessThan(10);
  });

  it.each([
    ['the same name', () => 'a'],
    ['names like numbered ones', (index: number) => `a #${index % 7}`],
  ])('may be 100,000 tests with %s', (_what, title) => {
    const began = process.cpuUsage();
    const tests = Array.from({ length: 100_000 }, (_, index) => `{"title":"${title(index)}","status":"passed"}`);
    expect(readText(jest(file(tests.join()))).totals.tests).toBe(100_000);
    const cargo = tests.map((_, index) => `test ${title(index)} ... ok`).join('\n');
    const counts = 'test result: ok. 100000 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out';
    expect(readText(`running 100000 tests\n${cargo}\n${counts}\n`)).toMatchObject({
      totals: { tests: 100_000 },
      problems: [],
    });
    expect(secondsSince(began)).toBeLessThan(10);
  });

  it.each([
    ['one long line of a test', `running 1 test\ntest ${times(700_000, ' ... ok, x')}\n`],
    ['long names of examples', `running 1 test\ntest ${times(400_000, ' (line 1) - compile')} ... ok\n`],
    ['long lines of cargo', `running 1 test\ntest a ... ok\n     Running ${times(2_000_000, 'a(-')}\n`],
    ['blocks that never end', times(120_000, 'running 9 tests\n')],
    [
      'results within failures',
      `running 1 test\nfailures:\n${times(60_000, 'test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n')}`,
    ],
  ])('costs no more than its length: %s', (_what, text) => {
    const began = process.cpuUsage();
    readText(text, { format: 'cargo-test' });
    expect(secondsSince(began)).toBeLessThan(10);
  });
});
