import type { ReportFormat } from '../../domain/test-report.ts';
import type { ReadTests } from './collect-tests.ts';
import { findJson } from './find-json.ts';
import { readJestJson } from './read-jest-json.ts';
import { readMochaJson } from './read-mocha-json.ts';

/** Reads all JSON reports of one kind in a text as one; vitest's and jest's are read alike, and told apart by what only jest writes. */
export function readJsonReports(text: string, kind: 'jest-json' | 'mocha-json'): ReadTests & { format: ReportFormat } {
  const tests: ReadTests['tests'] = [];
  const problems = new Set<string>();
  let format: ReportFormat = kind;
  for (const found of findJson(text).filter((one) => one.kind === kind)) {
    if ('problem' in found) {
      problems.add(`the JSON of the report can't be read: ${found.problem}`);
      continue;
    }
    const read = kind === 'mocha-json' ? readMochaJson(found.value) : readJestJson(found.value);
    if ('isJest' in read && !read.isJest) format = 'vitest-json';
    for (const test of read.tests) tests.push(test);
    for (const problem of read.problems) problems.add(problem);
  }
  return { format, tests, problems: [...problems] };
}
