import type { StepRecord } from './step-record.ts';

/**
 * Sorts steps as they happened, as far as their records tell: by round; then baseline, recipe, the attempts with their turns, each followed
 * by its verification; then merges. Records carry no time, so a merge that failed stands behind the attempts that it led to.
 */
export function orderSteps(steps: StepRecord[]): StepRecord[] {
  return steps.toSorted((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    for (const [index, value] of left.entries()) if (value !== right[index]) return value - (right[index] ?? 0);
    return one.step < other.step ? -1 : 1;
  });
}

const afterAttempts = 1e9;

/** Round, attempt (0 before the first), turn, and the place among the steps of a turn. */
function rank(step: StepRecord): number[] {
  switch (step.kind) {
    case 'baseline':
      return [step.round, 0, 0, 0];
    case 'recipe':
      return [step.round, 0, 1, 0];
    case 'compression':
      return [step.round, step.attempt, step.turn, -1];
    case 'model':
      return [step.round, step.attempt, step.turn, 0];
    case 'tools':
      return [step.round, step.attempt, step.turn, 1];
    case 'verify':
      if (step.attempt !== undefined) return [step.round, step.attempt, afterAttempts, 0];
      return step.of.startsWith('merge') ? [step.round, afterAttempts, 1, 0] : [step.round, 0, 2, 0];
    case 'review':
      return [step.round, step.attempt, afterAttempts, 1];
    case 'merge':
      return [step.round, afterAttempts, 0, 0];
    default:
      return step satisfies never;
  }
}
