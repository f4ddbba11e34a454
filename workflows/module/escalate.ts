import type { ModelChoice } from '../../src/domain/model-choice.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import { ApplicationFailure } from '@temporalio/workflow';
import type { ModuleRun } from './module-run.ts';

/** The model that works on the module now. */
export function modelNow(run: ModuleRun): ModelChoice {
  const model = run.input.models[run.rung];
  if (model === undefined) throw ApplicationFailure.nonRetryable('A module needs a model to work with.', 'Broken');
  return model;
}

/** Notes which model an attempt has, from a turn on. */
export function noteModel(run: ModuleRun, turn: number): void {
  const { name, effort } = modelNow(run);
  run.view.tried = [...run.view.tried, { attempt: run.view.attempt, turn, model: name, effort }];
}

/**
 * After no progress: goes on with more effort, or with the fallback model, which begins a conversation of its own. False when there is
 * nothing left to go on with.
 */
export function escalate(run: ModuleRun): boolean {
  const before = modelNow(run);
  if (run.rung + 1 >= run.input.models.length) return false;
  run.rung += 1;
  const now = modelNow(run);
  if (now.name !== before.name && run.conversation !== undefined) {
    run.conversation = undefined;
    run.resumed = 'other-model';
  }
  return true;
}

/** Hands the module to a person: no model that it may have has made progress. */
export function handOver(run: ModuleRun, why: string, more: Partial<ModuleResult> = {}): ModuleResult {
  const names = [...new Set(run.input.models.map(({ name }) => name))];
  const { effort } = modelNow(run);
  const reason = `no progress: ${why}, up to ${names.join(' and ')} at effort ${effort}; a person has to look`;
  return run.end('unresolved', { ...more, reason });
}
