import { setHandler } from '@temporalio/workflow';
import { addApproved } from '../../src/core/approval/add-approved.ts';
import { guardMerge } from '../../src/core/approval/guard-merge.ts';
import { isLease } from '../../src/core/budget/is-lease.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { hearDecision } from '../hear-decision.ts';
import {
  configurationApprovedSignal,
  groupAnsweredSignal,
  leaseChangedSignal,
  setPausedSignal,
  skipModuleSignal,
  waveDecidedSignal,
  type WaveDecided,
} from '../messages.ts';
import { hearOver } from './await-group.ts';
import type { ModuleRun } from './module-run.ts';

/** Listens to decisions from the module's first moment on, so that one that comes too early is refused where people see it. */
export function hearDecisions(run: ModuleRun, skip: () => void): void {
  const { view } = run;
  run.stop = skip;
  if (run.input.group !== undefined) setHandler(groupAnsweredSignal, (given: unknown) => hearOver(run, given));
  const describe = {
    approveMerge: 'Approves the merge: { "v": 1, "head": ..., "evidence": ..., "actor": ... }',
    rejectMerge: 'Rejects the merge: the same fields, and a "reason" for the model.',
  };
  for (const kind of ['approveMerge', 'rejectMerge'] as const) {
    hearDecision(kind, {
      description: describe[kind],
      guard: (payload, via) =>
        guardMerge(kind, payload, via, {
          awaited: run.decision === undefined ? view.awaits : undefined,
          decided: view.decisions.at(-1),
        }),
      accept(decision) {
        run.decision = decision;
        view.decisions = [...view.decisions, decision];
      },
      refuseSignal: (why) => run.refusedSignal(why),
      signals: run.input.approvals.signals,
    });
  }
  setHandler(setPausedSignal, (payload: unknown) => {
    const { paused } = (payload ?? {}) as { paused?: unknown };
    if (typeof paused !== 'boolean') return;
    view.paused = paused;
    run.enter(view.state, view.note);
  });
  setHandler(leaseChangedSignal, (payload: unknown) => {
    const { lease, over } = (payload ?? {}) as { lease?: unknown; over?: unknown };
    if (!isLease(lease)) return;
    run.lease = lease;
    run.leaseOver = typeof over === 'string' ? over : undefined;
    run.leaseChanges += 1;
  });
  setHandler(configurationApprovedSignal, (payload: unknown) => {
    run.approvedConfiguration = addApproved(
      run.approvedConfiguration,
      (payload as { approved?: unknown } | null)?.approved,
    );
  });
  setHandler(waveDecidedSignal, (payload: unknown) => {
    const { head, evidence, decision } = (payload ?? {}) as Partial<WaveDecided>;
    // It may have been decided on by itself meanwhile.
    if (run.decision !== undefined || head === undefined || view.awaits?.head !== head) return;
    if (decision === undefined) run.waveOver = head;
    if (typeof decision?.actor !== 'string' || view.awaits.evidence !== evidence) return;
    run.decision = { ...decision, kind: 'approveMerge', head, evidence, at: Date.now() };
    view.decisions = [...view.decisions, run.decision];
  });
  setHandler(skipModuleSignal, (payload: unknown) => {
    const { decision } = (payload ?? {}) as { decision?: Decision };
    if (typeof decision?.actor !== 'string' || typeof decision.reason !== 'string') return;
    run.skipped = decision;
    // In the merge queue it may land at any moment: then that is what happened.
    if (view.state === 'merging')
      return run.refusedSignal('skip: it is being merged; it is skipped if it does not land');
    skip();
  });
}
