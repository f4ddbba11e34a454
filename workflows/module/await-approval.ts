import { ApplicationFailure } from '@temporalio/workflow';
import { approvedWithoutAsking } from '../../src/core/approval/configuration-approval.ts';
import { reviewWords } from '../../src/core/review/review-words.ts';
import { configurationWords } from '../../src/core/approval/configuration-words.ts';
import { countWords } from '../../src/core/evidence/count-words.ts';
import type { ConfigurationChange } from '../../src/domain/configuration-change.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { mark } from '../mark.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { ModuleRun } from './module-run.ts';
import type { Candidate } from './step.ts';

type Awaited = { head: string; evidence: string };

/**
 * Waits for a person's decision on a candidate, bound to its head and its evidence's digest; where nobody has to approve it, it goes on at once. While it
 * waits it holds nothing but timers: one that reminds, and one that ends the wait, after which it returns undefined. Where it waits for the configuration
 * that it changes alone, an approval of the same kinds in another module ends the wait, too. `isOver` ends it without a decision.
 */
export async function awaitApproval(
  run: ModuleRun,
  candidate: Candidate,
  isOver = () => false,
): Promise<Decision | undefined> {
  const awaited = { head: candidate.head, evidence: candidate.verdict.evidence };
  const { configuration = [], tests } = candidate.verdict;
  const { view } = run;
  const { approvals } = run.input;
  const unasked = () => approvedWithoutAsking(approvals, configuration, run.approvedConfiguration);
  const actor = unasked();
  if (actor !== undefined) return decisionOf(actor, awaited);
  const changes = configurationWords(configuration);
  const reviewed = view.reviews.findLast(({ head }) => head === candidate.head);
  const proved = `Verified: ${countWords(tests.before, 'test')} before, ${tests.after} after, ${tests.matched} matched. ${changes === '' ? '' : `${changes} `}${reviewed === undefined ? '' : `${reviewWords(reviewed)} `}It waits for a person${approvals.merge === 'wave' ? ', with its wave' : ''}.`;
  const since = Date.now();
  run.decision = undefined;
  const inWave = approvals.merge === 'wave';
  view.awaits = {
    ...awaited,
    since,
    ...(configuration.length > 0 && { configuration }),
    ...(inWave && { inWave: true as const }),
  };
  if (inWave) view.rests = true;
  view.reminders = 0;
  mark({ DroverState: 'awaiting-approval' });
  run.enter('awaiting-approval', proved);
  await run.tell();
  // Of a whole wave, the migration itself reminds people, once.
  const { remind, expire } = inWave ? {} : approvals;
  const decided = await waitForPerson({
    what: `the merge of ${view.path}`,
    since,
    ...(remind !== undefined && { remind }),
    ...(expire !== undefined && { expire }),
    isDecided: () =>
      run.decision !== undefined || unasked() !== undefined || run.waveOver === candidate.head || isOver(),
    onReminder() {
      view.reminders += 1;
      run.enter('awaiting-approval', `${proved} Reminder ${view.reminders}: since ${new Date(since).toISOString()}.`);
      return run.tell();
    },
  });
  delete view.awaits;
  delete view.rests;
  if (!decided || (run.decision === undefined && unasked() === undefined)) return undefined;
  const decision = run.decision ?? elsewhere(unasked(), awaited);
  if (decision.kind === 'approveMerge') keepApproved(run, decision, configuration);
  mark({ DroverState: 'running' });
  // It no longer waits for a person, but its merge, or another attempt, may take long.
  await run.tell();
  return decision;
}

function elsewhere(actor: string | undefined, awaited: Awaited): Decision {
  if (actor === undefined) throw ApplicationFailure.nonRetryable('A decision that was there is gone.', 'Broken');
  return decisionOf(actor, awaited);
}

/** What was approved here holds for the modules that come later, where one approval of a kind is enough. */
function keepApproved(run: ModuleRun, { actor }: Decision, configuration: ConfigurationChange[]): void {
  const { merge, config } = run.input.approvals;
  if (merge !== 'none' || config !== 'once' || run.decision === undefined || configuration.length === 0) return;
  const kinds = [...new Set(configuration.map(({ kind }) => kind))];
  run.view.approvedConfiguration = kinds.map((kind) => ({ kind, actor }));
}

function decisionOf(actor: string, awaited: Awaited): Decision {
  return { kind: 'approveMerge', actor, channel: 'api', reason: '', at: Date.now(), ...awaited };
}
