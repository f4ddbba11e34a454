import { setHandler } from '@temporalio/workflow';
import { guardDecision } from '../../src/core/approval/guard-decision.ts';
import { approveMergeSignal, rejectMergeSignal } from '../messages.ts';
import type { ModuleRun } from './module-run.ts';

const keptRefusals = 5;

/** Listens to approvals and rejections from the module's first moment on, so that one that comes too early is refused where people see it. */
export function hearDecisions(run: ModuleRun): void {
  const decide = (decision: 'approve' | 'reject') => (payload: unknown) => {
    const guarded = guardDecision(decision, payload, run.decision === undefined ? run.view.awaits : undefined);
    if (guarded.kind === 'accepted') {
      run.decision = guarded.decision;
      return;
    }
    run.view.refusedSignals = [...run.view.refusedSignals, `${decision}Merge: ${guarded.why}`].slice(-keptRefusals);
    run.enter(run.view.state, run.view.note);
  };
  setHandler(approveMergeSignal, decide('approve'), {
    description: 'Approves the merge: { "v": 1, "head": ..., "evidence": ..., "actor": ... }',
  });
  setHandler(rejectMergeSignal, decide('reject'), {
    description: 'Rejects the merge: the same fields, and a "reason" for the model.',
  });
}
