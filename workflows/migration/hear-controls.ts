import { guardBudget } from '../../src/core/approval/guard-budget.ts';
import { moduleLimits, wholeLimits } from '../../src/core/budget/effective-limits.ts';
import { guardControl } from '../../src/core/approval/guard-control.ts';
import { guardPlan } from '../../src/core/approval/guard-plan.ts';
import { guardWave } from '../../src/core/approval/guard-wave.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { hearDecision, type HearDecision } from '../hear-decision.ts';
import { setPausedSignal } from '../messages.ts';
import { decideWave } from './await-wave.ts';
import { findModule } from './find-module.ts';
import { hearSteer } from './hear-steer.ts';
import type { MigrationRun } from './migration-run.ts';
import { overProblem } from './over-problem.ts';
import { tellModule } from './tell-module.ts';
import { waveNow } from './wave-now.ts';

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
    for (const { workflowId } of [...state.running, ...state.groups])
      tellModule(run, workflowId, setPausedSignal, { v: 1, paused });
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
  hearWaves(run, common, keep);
  hearRaises(run, common, keep);
  hearSteer(run, common, keep);
}

function hearWaves(
  run: MigrationRun,
  common: Pick<HearDecision, 'signals' | 'refuseSignal'>,
  keep: (decision: Decision) => void,
): void {
  const { state, input } = run;
  hearDecision('approveWave', {
    ...common,
    description: 'Approves all merges of the wave that waits: { "v": 1, "wave": ..., "actor": ... }',
    guard: (payload, via) =>
      guardWave(payload, via, {
        asked: input.file.approve.merge === 'wave',
        // By what the modules have said last: what was shown may have changed since the sweep looked.
        awaited: state.awaitsWave === undefined ? undefined : waveNow(run, false)?.wave,
      }),
    accept(decision) {
      keep(decision);
      decideWave(run, decision);
    },
  });
}

function hearRaises(
  run: MigrationRun,
  common: Pick<HearDecision, 'signals' | 'refuseSignal'>,
  keep: (decision: Decision) => void,
): void {
  const { state, input } = run;
  hearDecision('raiseBudget', {
    ...common,
    description:
      'Raises limits of the budget: { "v": 1, "usd": 30, "actor": ... }; also tokens, turns, attempts, hours; with "perModule": true those of each module, with "module" those of one.',
    guard: (payload, via) => {
      const over = overProblem(run);
      const { budget } = input.file;
      return guardBudget(payload, via, {
        whole: wholeLimits(budget, state.decisions),
        perModule: (module) => moduleLimits(budget, state.decisions, module),
        find: (name) => findModule(run, name)?.key,
        ...(over !== undefined && { over }),
      });
    },
    accept(decision) {
      keep(decision);
      delete state.budgetOver;
      run.show();
    },
  });
}
