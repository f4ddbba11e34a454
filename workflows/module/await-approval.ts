import { ApplicationFailure, condition } from '@temporalio/workflow';
import type { MergeDecision } from '../../src/core/approval/guard-decision.ts';
import type { ModuleRun } from './module-run.ts';
import type { Candidate } from './step.ts';

/** Waits for a person's decision on a candidate, bound to its head and its evidence's digest; without approvals it goes on at once. */
export async function awaitApproval(run: ModuleRun, candidate: Candidate): Promise<MergeDecision> {
  const awaited = { head: candidate.head, evidence: candidate.verdict.evidence };
  if (run.input.approve === 'none')
    return { decision: 'approve', actor: 'nobody: approve.merge is none', reason: '', ...awaited };
  const { tests } = candidate.verdict;
  run.decision = undefined;
  run.view.awaits = awaited;
  run.enter(
    'awaiting-approval',
    `Verified: ${tests.before} tests before, ${tests.after} after, ${tests.matched} matched. It waits for a person.`,
  );
  await run.tell();
  await condition(() => run.decision !== undefined);
  delete run.view.awaits;
  // It no longer waits for a person, but its merge, or another attempt, may take long.
  await run.tell();
  if (run.decision === undefined) throw ApplicationFailure.nonRetryable('A decision that was there is gone.', 'Broken');
  return run.decision;
}
