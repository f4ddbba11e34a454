import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { ReportedMigration, ReportedModule } from '../../../src/core/report/reported-migration.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import type { ModuleResult } from '../../../src/domain/migration-report.ts';
import type { TestCase } from '../../../src/domain/test-report.ts';

/** A module that has landed, with its evidence. */
export function landedModule(
  path: string,
  {
    tests = [],
    findings = [],
    ...more
  }: { tests?: TestCase[]; findings?: Finding[] } & Omit<Partial<ModuleResult>, 'tests'> = {},
): ReportedModule {
  const run = {
    name: 'test',
    command: 'npm test',
    exitCode: 0,
    ended: 'exited',
    report: { format: 'tap', tests, problems: [] },
  };
  const side = { commit: 'c'.repeat(40), environment: 'e'.repeat(64), sandbox: 'bubblewrap', commands: [run] };
  const counts = { before: tests.length, after: tests.length, matched: tests.length };
  const evidence = {
    verdict: 'verified',
    path,
    head: 'd'.repeat(40),
    before: side,
    after: side,
    findings,
    tests: counts,
    memoised: false,
  } as unknown as Evidence;
  return { result: endedModule(path, { state: 'merged', tests: counts, approvedBy: 'ann', ...more }), evidence };
}

/** How a module ended. */
export function endedModule(path: string, more: Partial<ModuleResult> = {}): ModuleResult {
  return {
    key: path,
    path,
    role: 'module',
    state: 'unresolved',
    round: 1,
    attempts: 1,
    turns: 2,
    refused: [],
    decisions: [],
    usage: noUsage,
    ...more,
  };
}

/** A migration of these modules that has ended. */
export function reportedMigration(
  modules: ReportedModule[],
  more: Partial<ReportedMigration['report']> = {},
): ReportedMigration {
  return {
    report: {
      v: 1,
      id: 'small-1',
      name: 'small',
      mode: 'migrate',
      status: 'completed',
      base: 'b'.repeat(40),
      head: 'a'.repeat(40),
      branch: 'drover/small',
      modules: modules.map(({ result }) => result),
      earlierRounds: [],
      decisions: [],
      usage: { ...noUsage, microUsd: 1_250_000 },
      seconds: 75,
      warnings: [],
      evidence: 'f'.repeat(64),
      ...more,
    },
    repository: { url: 'https://git.example/widgets.git', ref: 'main' },
    modules,
  };
}
