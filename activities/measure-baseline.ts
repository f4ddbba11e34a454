import { judgingCommands } from '../src/core/final/subject-commands.ts';
import { judgeBaseline } from '../src/core/evidence/judge-baseline.ts';
import { baselineCommands } from '../src/core/plan/baseline-commands.ts';
import type { MemoSource } from '../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { baselineRecord } from './support/baseline-record.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { runVerification } from './support/run-verification.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type MeasureBaselineInput = ModuleStep & { start: CommitId };
export type Baseline = {
  baseline: BlobRef;
  tests: number;
  failing: number;
  /** Why nothing can be proved against this baseline, in words; undefined when it is good. */
  problem?: string;
  /** The step that measured it, where it was not measured now. */
  memo?: MemoSource;
};

/**
 * Runs the `before` commands (by default the `run` commands) at the commit that the module, or the migration as a whole, starts from; new
 * checks are not run.
 */
export function measureBaseline(ports: Omit<Ports, 'journal' | 'model'>) {
  return (input: MeasureBaselineInput): Promise<Baseline> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const step = baselineRecord({ key: module.key, round: input.round, start: input.start });
      return once(ports.records, input.migration, step, async () => {
        const { commands, newChecks } = baselineCommands(judgingCommands(plan, module));
        const { verification, ref, memo } = await runVerification(
          ports,
          { plan, module, commit: input.start, base: input.start, round: input.round, commands, newChecks },
          signal,
        );
        const tests = verification.commands.flatMap((command) => command.report.tests);
        const problem = judgeBaseline(verification);
        return {
          baseline: ref,
          tests: tests.length,
          failing: tests.filter((test) => test.outcome === 'failed').length,
          ...(problem !== undefined && { problem }),
          ...(memo && { memo }),
        };
      });
    });
}
