import { setHandler } from '@temporalio/workflow';
import { budgetQuery, guideQuery, moduleQuery, progressQuery, resultsQuery } from '../messages.ts';
import { budgetNow } from './budget-now.ts';
import { guideNow } from './guide-now.ts';
import type { MigrationRun } from './migration-run.ts';
import { progress } from './progress.ts';

/** One answer of the query 'results'. */
const resultsAtOnce = 200;

/** Answers those who ask how a migration is. */
export function answerQueries(run: MigrationRun): void {
  const { state } = run;
  setHandler(progressQuery, () => progress(run), {
    description: 'Phase, modules that run, that wait for a person, that have ended.',
  });
  setHandler(budgetQuery, () => budgetNow(run), { description: 'The limits, and what is used of them.' });
  setHandler(guideQuery, () => guideNow(run), { description: 'The rules that every new context has.' });
  setHandler(resultsQuery, (from = 0) => state.finished.slice(from, from + resultsAtOnce), {
    description: 'How the modules that have ended did, from a number on.',
  });
  setHandler(moduleQuery, (key) => state.awaiting.find((view) => view.key === key), {
    description: 'A waiting module by its key.',
  });
}
