import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import type { CountedCalls } from './count-calls.ts';
import type { Proof } from './prove.ts';

type Parts = { report: MigrationReport; counted: CountedCalls; ui: string; proof?: Proof };

/** The report as `--json` prints it. Tokens as the provider counted them, money in micro-USD, time in seconds. */
export function demoReport({ report, counted, ui, proof }: Parts) {
  const { inputTokens, cachedTokens, outputTokens, microUsd } = report.usage;
  return {
    id: report.id,
    status: report.status,
    base: report.base,
    head: report.head,
    branch: report.branch,
    modules: report.modules.map(moduleOf),
    totals: {
      ...counted,
      inputTokens,
      cachedTokens,
      outputTokens,
      microUsd,
      seconds: Math.round(report.seconds * 10) / 10,
    },
    ui,
    ...(proof && { proof }),
  };
}

function moduleOf({
  path,
  key,
  state,
  attempts,
  turns,
  commit,
  evidence,
  tests,
  refused,
  reason,
  approvedBy,
}: ModuleResult) {
  return {
    path,
    key,
    state,
    attempts,
    turns,
    commit: commit ?? null,
    evidence: evidence ?? null,
    tests: tests ?? null,
    refused,
    ...(reason !== undefined && { reason }),
    ...(approvedBy !== undefined && { approvedBy }),
  };
}
