import { CancellationScope, getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import type { ModuleResult } from '../src/domain/migration-report.ts';
import { describeError } from './describe-error.ts';
import { moduleChangedSignal, type ModuleChange } from './messages.ts';
import { moduleRun, type MigrateModuleInput, type ModuleRun } from './module/module-run.ts';
import { awaitApproval } from './module/await-approval.ts';
import { awaitGroup } from './module/await-group.ts';
import { hearDecisions } from './module/hear-decisions.ts';
import { landModule } from './module/land-module.ts';
import { beginModule } from './module/begin-module.ts';
import { attemptModule } from './module/attempt-module.ts';
import { reviewCandidate } from './module/review-candidate.ts';
import { endSkipped } from './module/end-skipped.ts';
import type { Candidate, Step } from './module/step.ts';

export type { MigrateModuleInput };

/**
 * One round of a module: baseline, recipe and verification, then attempts until one is verified or the budget is spent, a person's
 * approval, and the merge. It reports to its migration and returns how it ended.
 */
export async function migrateModule(input: MigrateModuleInput): Promise<ModuleResult> {
  const run = moduleRun(input, (view) => report(input, { v: 1, key: input.module.key, view }));
  const scope = new CancellationScope();
  hearDecisions(run, () => scope.cancel());
  let result: ModuleResult;
  try {
    result = await scope.run(() => toTheEnd(run));
  } catch (error) {
    const cancelled = isCancellation(error);
    result = stopped(run, error, cancelled);
    await report(input, { v: 1, key: input.module.key, result });
    if (cancelled && run.skipped === undefined && run.groupOver === undefined) throw error;
    return result;
  }
  await report(input, { v: 1, key: input.module.key, result });
  return result;
}

function stopped(run: ModuleRun, error: unknown, cancelled: boolean): ModuleResult {
  if (!cancelled) return run.end('unresolved', { reason: describeError(error) });
  if (run.groupOver !== undefined) return run.end('unresolved', { reason: run.groupOver });
  return run.skipped === undefined ? run.end('cancelled', { reason: 'cancelled' }) : endSkipped(run, run.skipped);
}

async function toTheEnd(run: ModuleRun): Promise<ModuleResult> {
  let step: Step = await beginModule(run, run.input.start);
  for (;;) {
    switch (step.kind) {
      case 'ended':
        return step.result;
      case 'attempt':
        step = await attemptModule(run, step.feedback);
        break;
      case 'candidate':
        step = await approveAndLand(run, step.candidate);
        break;
      default:
        return step satisfies never;
    }
  }
}

async function approveAndLand(run: ModuleRun, candidate: Candidate): Promise<Step> {
  const { evidence, tests } = candidate.verdict;
  const sentBack = await reviewCandidate(run, candidate);
  if (sentBack !== undefined) return sentBack;
  if (run.input.mode === 'try')
    return {
      kind: 'ended',
      result: run.end('verified', { evidence, tests, reason: 'tried: verified, and not merged' }),
    };
  if (run.input.group !== undefined) return awaitGroup(run, candidate, run.input.group);
  const decision = await awaitApproval(run, candidate);
  if (decision === undefined) {
    const reason = 'nobody decided on its merge in time (approve.expire)';
    return { kind: 'ended', result: run.end('unresolved', { evidence, tests, reason }) };
  }
  if (decision.kind === 'rejectMerge') {
    run.refused(`a person rejected it: ${decision.reason}`);
    if (run.input.adopt) {
      const reason = `${decision.actor} rejected the adopted commit: ${decision.reason}`;
      return { kind: 'ended', result: run.end('unresolved', { evidence, tests, reason }) };
    }
    return { kind: 'attempt', feedback: { kind: 'rejected', reason: decision.reason, actor: decision.actor } };
  }
  return landModule(run, candidate, decision);
}

/** Tells the migration; told or not, the module's own result stands, so a migration that is gone is no failure. */
async function report(input: MigrateModuleInput, change: ModuleChange): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      getExternalWorkflowHandle(input.parent).signal(moduleChangedSignal, change),
    );
  } catch {
    // The migration was terminated by hand.
  }
}
