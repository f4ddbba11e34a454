import type { Verification } from '../../domain/evidence.ts';

/**
 * Whether a verification may be taken as made already by another migration: all its commands ended with exit code 0 and a report that can be
 * read, without a failing or a flaky test. What is red may be due to something outside, which is better by then.
 */
export function isGreen({ commands }: Verification): boolean {
  return (
    commands.length > 0 &&
    commands.every(
      ({ ended, exitCode, report, reruns }) =>
        ended === 'exited' &&
        exitCode === 0 &&
        report.problems.length === 0 &&
        report.tests.every(({ outcome }) => outcome !== 'failed') &&
        (reruns?.flaky ?? []).length === 0,
    )
  );
}
