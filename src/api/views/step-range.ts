import type { CommitId } from '../../domain/ids.ts';
import type { StepRecord } from './step-record.ts';

export type Range = { from: CommitId; to: CommitId };

export type AttemptBase = (evidence: string) => Promise<CommitId | undefined>;

/**
 * Between which commits a round's, or one attempt's, changes lie, from step records. `baseOf` reads from an evidence where its changes are
 * counted from: an attempt begins at the one before it, unless the branch had moved and the module was set onto it. Undefined where there is
 * no such round or attempt, or it has made no commit yet.
 */
export async function stepRange(
  steps: StepRecord[],
  wanted: { round?: number | undefined; attempt?: number | undefined },
  baseOf: AttemptBase,
): Promise<Range | undefined> {
  const round = wanted.round ?? Math.max(0, ...steps.map((step) => step.round));
  const own = steps.filter((step) => step.round === round);
  const start = own.findLast((step) => step.kind === 'baseline')?.commit;
  const recipe = own.findLast((step) => step.kind === 'recipe')?.result.commit;
  if (wanted.attempt === undefined) {
    const to = own.findLast((step) => step.kind === 'tools')?.result.commit ?? recipe;
    const base = await newestBase(own, baseOf);
    const from = base ?? start;
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  const { attempt } = wanted;
  const to = endOf(own, attempt);
  if (to === undefined) return undefined;
  const [base, before] = await Promise.all([
    baseOfAttempt(own, attempt, baseOf),
    baseOfAttempt(own, attempt - 1, baseOf),
  ]);
  const previous = endOf(own, attempt - 1);
  const moved = base !== undefined && before !== undefined && base !== before;
  const from = moved ? base : (previous ?? recipe ?? start ?? base);
  return from === undefined ? undefined : { from, to };
}

/** The commit after the last turn of an attempt. */
function endOf(steps: StepRecord[], attempt: number): CommitId | undefined {
  const last = steps.filter((step) => step.kind === 'tools').findLast((step) => step.attempt === attempt);
  return last?.result.commit;
}

async function baseOfAttempt(steps: StepRecord[], attempt: number, baseOf: AttemptBase): Promise<CommitId | undefined> {
  const verdict = steps.findLast((step) => step.kind === 'verify' && step.attempt === attempt);
  return verdict?.kind === 'verify' ? baseOf(verdict.result.evidence) : undefined;
}

async function newestBase(steps: StepRecord[], baseOf: AttemptBase): Promise<CommitId | undefined> {
  const verdict = steps.findLast((step) => step.kind === 'verify' && !step.of.startsWith('merge'));
  return verdict?.kind === 'verify' ? baseOf(verdict.result.evidence) : undefined;
}
