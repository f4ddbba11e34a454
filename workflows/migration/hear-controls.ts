import { guardControl } from '../../src/core/approval/guard-control.ts';
import { guardPlan } from '../../src/core/approval/guard-plan.ts';
import { guardSteer, type SteeredModule } from '../../src/core/approval/guard-steer.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { hearDecision, type HearDecision } from '../hear-decision.ts';
import { setPausedSignal, skipModuleSignal } from '../messages.ts';
import { endedModule } from './ended-module.ts';
import type { MigrationRun } from './migration-run.ts';
import { plannedModules } from './planned-modules.ts';
import { tellModule } from './tell-module.ts';

const keptRefusals = 10;

/** Listens to what people decide on a migration as a whole, and on modules that have not begun or have ended. */
export function hearControls(run: MigrationRun): void {
  const { state, input } = run;
  const common = {
    signals: input.file.approve.signals,
    refuseSignal(why: string) {
      state.refusedSignals = [...state.refusedSignals, why].slice(-keptRefusals);
      run.show();
    },
  };
  const keep = (decision: Decision) => {
    state.decisions.push(decision);
    run.changes += 1;
  };
  const because = ({ actor, reason }: Decision, did: string) => `${actor} ${did}${reason === '' ? '' : `: ${reason}`}`;
  const plan = (kind: 'approvePlan' | 'rejectPlan', accept: (decision: Decision) => void): HearDecision => ({
    ...common,
    description: `${kind === 'approvePlan' ? 'Approves' : 'Rejects'} the plan: { "v": 1, "plan": ..., "actor": ... }`,
    guard: (payload, via) =>
      guardPlan(kind, payload, via, {
        awaited: state.awaitsPlan?.plan,
        decided: state.decisions.find((decision) => decision.plan !== undefined),
      }),
    accept,
  });
  const control = (kind: 'pause' | 'resume' | 'cancel', accept: (decision: Decision) => void): HearDecision => ({
    ...common,
    description: `${kind[0]?.toUpperCase()}${kind.slice(1)}s the migration: { "v": 1, "actor": ..., "reason": ... }`,
    guard: (payload, via) => {
      const over = overProblem(run);
      return guardControl(kind, payload, via, { paused: state.paused, ...(over !== undefined && { over }) });
    },
    accept,
  });
  const setPaused = (paused: boolean) => (decision: Decision) => {
    state.paused = paused;
    keep(decision);
    run.show();
    for (const { workflowId } of state.running) tellModule(run, workflowId, setPausedSignal, { v: 1, paused });
  };
  const decidePlan = (decision: Decision) => {
    delete state.awaitsPlan;
    keep(decision);
    if (decision.kind === 'rejectPlan') run.stop(because(decision, 'rejected the plan'));
  };
  hearDecision('approvePlan', plan('approvePlan', decidePlan));
  hearDecision('rejectPlan', plan('rejectPlan', decidePlan));
  hearDecision('pause', control('pause', setPaused(true)));
  hearDecision('resume', control('resume', setPaused(false)));
  hearDecision(
    'cancel',
    control('cancel', (decision) => {
      keep(decision);
      run.stop(because(decision, 'cancelled it'));
    }),
  );
  hearDecision('steer', {
    ...common,
    description: 'Steers a module: { "v": 1, "kind": "skip" or "retry", "module": ..., "actor": ..., "reason": ... }',
    guard: (payload, via) => {
      const over = overProblem(run) ?? verifyingProblem(run);
      return guardSteer(payload, via, { find: (name) => findModule(run, name), ...(over !== undefined && { over }) });
    },
    accept(decision) {
      keep(decision);
      if (decision.kind === 'skip') skip(run, decision);
      else retry(run, decision);
    },
  });
}

/** Why nothing can be decided on a migration any more. */
function overProblem({ state, stopped }: MigrationRun): string | undefined {
  if (stopped) return 'it is being cancelled';
  if (state.phase === 'delivering') return 'its modules have all ended: it is being delivered';
  return ['completed', 'completed-with-unresolved', 'cancelled', 'failed'].includes(state.phase)
    ? `it has ended (${state.phase})`
    : undefined;
}

/** Why no module can be steered any more, while the whole can still be paused or cancelled. */
function verifyingProblem({ state }: MigrationRun): string | undefined {
  return state.phase === 'verifying'
    ? 'its modules have all ended: the branch is being verified as a whole'
    : undefined;
}

function findModule({ state }: MigrationRun, name: string): SteeredModule | undefined {
  const module = plannedModules(state).find(({ key, path }) => key === name || path === name);
  if (module === undefined) return undefined;
  const result = state.finished.find(({ key }) => key === module.key);
  return { key: module.key, path: module.path, state: result?.state ?? 'going' };
}

/** A module at work is told, and says itself how it ended; one that has not begun never will. */
function skip(run: MigrationRun, decision: Decision): void {
  const { state } = run;
  const running = state.running.find(({ key }) => key === decision.module);
  const { actor, reason } = decision;
  const why = `${actor} skipped it${reason === '' ? '' : `: ${reason}`}`;
  if (running) {
    running.skipped = decision;
    // One that is being started is told again when it is there. Of any other that can't be told, the workflow is gone without a word.
    const gone = running.starting
      ? () => {}
      : () => run.moduleEnded(endedModule(running.module, 'skipped', why, roundOf(running.workflowId)));
    return tellModule(run, running.workflowId, skipModuleSignal, { v: 1, decision }, gone);
  }
  const module = plannedModules(state).find(({ key }) => key === decision.module);
  if (module === undefined) return;
  state.pending = state.pending.filter(({ key }) => key !== module.key);
  run.moduleLeft(endedModule(module, 'skipped', why));
}

/** A module's workflow id ends in its round. */
function roundOf(workflowId: string): number {
  return Number(workflowId.slice(workflowId.lastIndexOf('/') + 1));
}

function retry({ state }: MigrationRun, { module: key }: Decision): void {
  const module = plannedModules(state).find((planned) => planned.key === key);
  if (module === undefined) return;
  state.earlier.push(...state.finished.filter((result) => result.key === key));
  state.finished = state.finished.filter((result) => result.key !== key);
  state.pending.push(module);
}
