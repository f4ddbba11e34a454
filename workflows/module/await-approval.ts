import { ApplicationFailure } from '@temporalio/workflow';
import { countWords } from '../../src/core/evidence/count-words.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { mark } from '../mark.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { ModuleRun } from './module-run.ts';
import type { Candidate } from './step.ts';

/**
 * Waits for a person's decision on a candidate, bound to its head and its evidence's digest; without approvals it goes on at once. While it
 * waits it holds nothing but timers: one that reminds, and one that ends the wait, after which it returns undefined.
 */
export async function awaitApproval(run: ModuleRun, candidate: Candidate): Promise<Decision | undefined> {
  const awaited = { head: candidate.head, evidence: candidate.verdict.evidence };
  const { view } = run;
  if (run.input.approvals.merge === 'none') return unasked(awaited);
  const { tests } = candidate.verdict;
  const proved = `Verified: ${countWords(tests.before, 'test')} before, ${tests.after} after, ${tests.matched} matched. It waits for a person.`;
  const since = Date.now();
  run.decision = undefined;
  view.awaits = { ...awaited, since };
  view.reminders = 0;
  mark({ DroverState: 'awaiting-approval' });
  run.enter('awaiting-approval', proved);
  await run.tell();
  const { remind, expire } = run.input.approvals;
  const decided = await waitForPerson({
    what: `the merge of ${view.path}`,
    since,
    ...(remind !== undefined && { remind }),
    ...(expire !== undefined && { expire }),
    isDecided: () => run.decision !== undefined,
    onReminder() {
      view.reminders += 1;
      run.enter('awaiting-approval', `${proved} Reminder ${view.reminders}: since ${new Date(since).toISOString()}.`);
      return run.tell();
    },
  });
  delete view.awaits;
  if (!decided) return undefined;
  if (run.decision === undefined) throw ApplicationFailure.nonRetryable('A decision that was there is gone.', 'Broken');
  mark({ DroverState: 'running' });
  // It no longer waits for a person, but its merge, or another attempt, may take long.
  await run.tell();
  return run.decision;
}

function unasked(awaited: { head: string; evidence: string }): Decision {
  return {
    kind: 'approveMerge',
    actor: 'nobody: approve.merge is none',
    channel: 'api',
    reason: '',
    at: Date.now(),
    ...awaited,
  };
}
