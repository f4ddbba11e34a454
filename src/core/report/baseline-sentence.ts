import type { BaselineSummary } from '../../domain/migration-report.ts';
import { count } from '../text/human-units.ts';

/** The tests before any change, in a sentence. */
export function baselineSentence({
  tests,
  passed,
  failed,
  skipped,
  flaky,
  measured,
  memoised,
}: BaselineSummary): string {
  const parts = [
    `${passed} green`,
    `${failed} red`,
    `${skipped} skipped`,
    ...(flaky > 0 ? [`${flaky} of them flaky`] : []),
  ];
  const known = memoised > 0 ? `, ${memoised} of them known from an earlier run` : '';
  return `${count(tests, 'test')} in ${count(measured, 'module')}${known}: ${parts.join(', ')}.`;
}
