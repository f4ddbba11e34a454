import type { TestCase } from '../../domain/test-report.ts';
import { caseFamily } from './names/case-family.ts';

/** The lost tests without skipped cases of a test that is skipped as a whole now: JUnit 4 lists each case of it, JUnit 5 the test alone. */
export function withoutSkippedCases(lost: TestCase[], after: TestCase[]): TestCase[] {
  const isSkipped = ({ outcome }: TestCase): boolean => outcome === 'skipped';
  if (!lost.some(isSkipped)) return lost;
  const skipped = new Set(after.filter(isSkipped).map(({ id }) => caseFamily(id)?.key));
  return lost.filter((test) => {
    const key = isSkipped(test) && /\[.*\]/s.test(test.id) ? caseFamily(test.id)?.key : undefined;
    return key === undefined || !skipped.has(key);
  });
}
