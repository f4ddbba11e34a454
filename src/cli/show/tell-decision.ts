import type { DecisionResource } from '../../api/resources/decision-resource.ts';

const words: Record<DecisionResource['kind'], string> = {
  approvePlan: 'The plan is approved',
  rejectPlan: 'The plan is rejected',
  approveMerge: 'Approved',
  approveWave: 'The wave is approved',
  rejectMerge: 'Rejected',
  pause: 'Paused',
  resume: 'Resumed',
  skip: 'Skipped',
  retry: 'A new round begins',
  adopt: 'A commit is adopted',
  concurrency: 'As many run at once from now on',
  rule: 'The guide has a new rule, for what has not begun',
  cancel: 'Cancelled',
  raiseBudget: 'The budget is raised',
};

/** A decision that was taken, in a line: what, about what, in whose name, and why. */
export function tellDecision(decision: DecisionResource, subject: string): string {
  const reason = decision.reason === '' ? '' : `: ${decision.reason}`;
  return `${words[decision.kind]}: ${subject}, as ${decision.actor}${reason}`;
}
