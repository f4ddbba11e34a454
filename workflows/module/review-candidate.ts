import { noteUnknown } from './note-unknown.ts';
import { reviewWords } from '../../src/core/review/review-words.ts';
import type { ReviewNote } from '../../src/domain/review.ts';
import { activities } from '../proxies.ts';
import { afford } from './afford.ts';
import type { ModuleRun } from './module-run.ts';
import type { Candidate, Step } from './step.ts';

/**
 * Lets a second conversation look at a verified candidate, where the migration wants that. Severe findings send it back as one more attempt; where
 * none is left, a person sees them beside the evidence. Undefined: it may go on to its merge.
 */
export async function reviewCandidate(run: ModuleRun, candidate: Candidate): Promise<Step | undefined> {
  const { view, input } = run;
  // A person's commit is no model's work: who approves looks at it.
  if (!input.has.review || input.adopt !== undefined || view.reviews.some(({ head }) => head === candidate.head))
    return undefined;
  await run.gate();
  const { evidence, tests } = candidate.verdict;
  const spent = await afford(run, 'turn');
  if (spent !== undefined)
    return { kind: 'ended', result: run.end('unresolved', { evidence, tests, reason: `not reviewed: ${spent}` }) };
  run.enter('reviewing', 'Verified; a second conversation looks at the change.');
  const {
    usage,
    unknown,
    request: _,
    reply: __,
    ...note
  } = await activities().model.reviewModule.executeWithOptions({ summary: `review: attempt ${view.attempt}` }, [
    {
      ...run.step,
      attempt: view.attempt,
      start: candidate.start,
      commit: candidate.head,
      evidence,
      ...(input.rules && { rules: input.rules }),
    },
  ]);
  run.charge(usage);
  noteUnknown(run, 1, unknown);
  view.reviews = [...view.reviews, note];
  run.enter('reviewing', reviewWords(note));
  return afterReview(run, candidate, note);
}

function afterReview(run: ModuleRun, { verdict }: Candidate, note: ReviewNote): Step | undefined {
  const { view, input } = run;
  const { evidence, tests } = verdict;
  const isAsked = input.approvals.merge !== 'none';
  const end = (reason: string): Step => ({
    kind: 'ended',
    result: run.end('unresolved', { evidence, tests, reason }),
  });
  // Whoever approves sees that it is missing; without anybody, what was to be reviewed is not merged unreviewed.
  if (note.why !== undefined) return isAsked ? undefined : end(`its review could not be read: ${note.why}`);
  if (note.severe === 0) return undefined;
  if (input.has.goal && view.attempt < input.budget.attempts) {
    run.refused(`attempt ${view.attempt}: ${reviewWords(note)}`);
    return { kind: 'attempt', feedback: { kind: 'review', review: note.document } };
  }
  return isAsked ? undefined : end(`${reviewWords(note)} No attempt is left to answer to them.`);
}
