import type { Verification } from '../../domain/evidence.ts';
import type { BaselineSummary } from '../../domain/migration-report.ts';

const shownRed = 20;

/**
 * The tests before any change, of all modules together. Commands that ran for a sampled module are left out: that module has its own
 * baseline.
 */
export function summarizeBaseline(
  baselines: { path: string; verification: Verification; memoised: boolean }[],
): BaselineSummary {
  const summary: BaselineSummary = {
    measured: baselines.length,
    memoised: baselines.filter(({ memoised }) => memoised).length,
    tests: 0,
    passed: 0,
    failed: 0,
    skipped: 0,
    flaky: 0,
    red: [],
  };
  for (const { path, verification } of baselines) {
    for (const { report, reruns, module } of verification.commands) {
      if (module !== undefined) continue;
      summary.tests += report.tests.length;
      summary.flaky += reruns?.flaky.length ?? 0;
      for (const { id, outcome } of report.tests) {
        summary[outcome] += 1;
        if (outcome === 'failed' && summary.red.length < shownRed) summary.red.push({ path, test: id });
      }
    }
  }
  return summary;
}
