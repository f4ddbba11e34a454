import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeTestReport } from '../../../src/core/reports/make-test-report.ts';
import type { TestCase } from '../../../src/domain/test-report.ts';

it('counts tests by their files and the names around them, in the order of the report', () => {
  const tests: TestCase[] = [
    { id: 'cart > adds', outcome: 'passed', milliseconds: 3, file: 'test/cart.test.js' },
    { id: 'stands alone', outcome: 'skipped' },
    { id: 'cart > fails', outcome: 'failed', milliseconds: 4, file: 'test/cart.test.js' },
    { id: 'cart > adds #2', outcome: 'passed', file: 'test/other.test.js' },
  ];
  expect(makeTestReport('jest-json', tests)).toEqual({
    format: 'jest-json',
    tests,
    suites: [
      { name: 'cart', file: 'test/cart.test.js', tests: 2, passed: 1, failed: 1, skipped: 0, milliseconds: 7 },
      { name: '', tests: 1, passed: 0, failed: 0, skipped: 1 },
      { name: 'cart', file: 'test/other.test.js', tests: 1, passed: 1, failed: 0, skipped: 0 },
    ],
    totals: { tests: 4, passed: 2, failed: 1, skipped: 1, milliseconds: 7 },
    problems: [],
  });
});

it('counts each test once, whatever tests are called', () => {
  const test = fc.record(
    {
      id: fc
        .array(fc.constantFrom('a', 'b', '__proto__', '#2', ''), { minLength: 1 })
        .map((names) => names.join(' > ')),
      outcome: fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const),
      milliseconds: fc.nat(100),
      file: fc.constantFrom('a.js', 'b.js'),
    },
    { requiredKeys: ['id', 'outcome'] },
  );
  fc.assert(
    fc.property(fc.array(test), (tests) => {
      const { suites, totals } = makeTestReport('tap', tests);
      expect(totals.tests).toBe(tests.length);
      for (const what of ['tests', 'passed', 'failed', 'skipped'] as const)
        expect(suites.reduce((sum, suite) => sum + suite[what], 0)).toBe(totals[what]);
      expect(totals.passed + totals.failed + totals.skipped).toBe(totals.tests);
    }),
  );
});
