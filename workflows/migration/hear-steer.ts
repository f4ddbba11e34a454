import { firstLine } from '../../src/core/text/first-line.ts';
import { guardSteer } from '../../src/core/approval/steer/guard-steer.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { ModuleKey } from '../../src/domain/ids.ts';
import { hearDecision, type HearDecision } from '../hear-decision.ts';
import { skipMemberSignal, skipModuleSignal } from '../messages.ts';
import { concurrencyNow } from './concurrency-now.ts';
import { endedModule } from './ended-module.ts';
import { findModule } from './find-module.ts';
import { guideNow } from './guide-now.ts';
import type { MigrationRun } from './migration-run.ts';
import { overProblem } from './over-problem.ts';
import { plannedModules } from './planned-modules.ts';
import { tellModule } from './tell-module.ts';

/** Listens to those who steer: single modules, how many run at once, and the guide. */
export function hearSteer(
  run: MigrationRun,
  common: Pick<HearDecision, 'signals' | 'refuseSignal'>,
  keep: (decision: Decision) => void,
): void {
  hearDecision('steer', {
    ...common,
    description:
      'Steers: { "v": 1, "kind": "skip", "retry" or "adopt", "module": ..., "actor": ..., "reason": ... }, or "concurrency", or "rule".',
    guard: (payload, via) => {
      const over = overProblem(run) ?? verifyingProblem(run);
      return guardSteer(payload, via, {
        find: (name) => findModule(run, name),
        unresolved: (like) => unresolvedLike(run, like),
        concurrency: concurrencyNow(run),
        guide: guideNow(run).rules,
        ...(over !== undefined && { over }),
      });
    },
    accept(decision) {
      keep(decision);
      act(run, decision);
      run.show();
    },
  });
}

function act(run: MigrationRun, decision: Decision): void {
  const { kind, module = '', modules = [module] } = decision;
  if (kind === 'skip') skip(run, decision);
  if (kind === 'retry' || kind === 'adopt') retry(run, modules);
}

/** Why no module can be steered any more, while the whole can still be paused or cancelled. */
function verifyingProblem({ state }: MigrationRun): string | undefined {
  return state.phase === 'verifying'
    ? 'its modules have all ended: the branch is being verified as a whole'
    : undefined;
}

function unresolvedLike(run: MigrationRun, like?: string) {
  const { finished, running } = run.state;
  const begun = new Set(running.map(({ key }) => key));
  const wanted = firstLine(finished.find(({ key }) => key === like)?.reason ?? '');
  return finished
    .filter(({ state, reason = '' }) => (like === undefined ? state === 'unresolved' : firstLine(reason) === wanted))
    .map(({ key, path, state }) => ({ key, path, state, begun: begun.has(key) }));
}

/** A module at work is told, and says itself how it ended; one that has not begun never will. */
function skip(run: MigrationRun, decision: Decision): void {
  const { state } = run;
  const running = state.running.find(({ key }) => key === decision.module);
  const { actor, reason } = decision;
  const why = `${actor} skipped it${reason === '' ? '' : `: ${reason}`}`;
  if (running) {
    running.skipped = decision;
    const group = state.groups.find(({ members }) => members.includes(running.key));
    if (group !== undefined)
      return tellModule(run, group.workflowId, skipMemberSignal, { v: 1, key: running.key, decision });
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

/**
 * Begins another round of modules that have ended; one that has not begun is to begin in any case. A group lands whole: the others of it
 * that did not land begin again, too.
 */
function retry(run: MigrationRun, keys: ModuleKey[]): void {
  const { state, tally } = run;
  const waiting = new Set(state.pending.map(({ key }) => key));
  const planned = plannedModules(state).filter(({ key }) => !waiting.has(key));
  const named = new Set(keys);
  const groups = new Set(planned.filter(({ key }) => named.has(key)).flatMap(({ group }) => group ?? []));
  const again = planned.filter(
    ({ key, group }) =>
      named.has(key) || (group !== undefined && groups.has(group) && tally.states.get(key) === 'unresolved'),
  );
  const begun = new Set(again.map(({ key }) => key));
  state.earlier.push(...state.finished.filter(({ key }) => begun.has(key)));
  state.finished = state.finished.filter(({ key }) => !begun.has(key));
  run.recount();
  state.pending.push(...again);
}
