import { approvalPayload } from '../../core/approval/approve-command.ts';
import { suggestRaise } from '../../core/budget/suggest-raise.ts';
import { shellWord } from '../../core/shell/shell-word.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import type { WaitResource } from '../resources/wait-resource.ts';

/** Enough of a commit's id to bind the command to what was looked at: another head is refused. */
const headDigits = 12;

/** What of a migration waits for a person, since when, and how to give it. */
export function waits(id: string, workflowId: string, progress: ProgressView): WaitResource[] {
  const { awaitsPlan, awaiting, total } = progress;
  const found: WaitResource[] = [];
  if (awaitsPlan !== undefined) {
    const { plan, since } = awaitsPlan;
    found.push({
      what: 'plan',
      plan,
      since: new Date(since).toISOString(),
      reminders: 0,
      note: `The plan of ${total} module${total === 1 ? '' : 's'} waits for a decision; no model call is made before.`,
      approve: `drover approve ${id} --plan`,
      signal: { workflowId, name: 'approvePlan', input: JSON.stringify({ v: 1, plan, actor: 'YOU' }) },
    });
  }
  found.push(...waveWait(id, workflowId, progress));
  found.push(...budgetWait(id, workflowId, progress));
  for (const { key, path, awaits, reminders, note, workflowId: of } of awaiting) {
    if (awaits === undefined) continue;
    const { head, evidence, since, configuration, inWave } = awaits;
    found.push({
      what: 'merge',
      module: key,
      path,
      head,
      evidence,
      ...(configuration && { configuration }),
      ...(inWave && { inWave }),
      since: new Date(since).toISOString(),
      reminders,
      note,
      approve: `drover approve ${id} ${shellWord(path)} --head ${head.slice(0, headDigits)}`,
      signal: { workflowId: of, name: 'approveMerge', input: approvalPayload({ head, evidence }, 'YOU') },
    });
  }
  return found;
}

function waveWait(id: string, workflowId: string, { awaitsWave }: ProgressView): WaitResource[] {
  if (awaitsWave === undefined) return [];
  const { wave, merges, since, reminders } = awaitsWave;
  return [
    {
      what: 'wave',
      wave,
      since: new Date(since).toISOString(),
      reminders,
      note: `A wave of ${merges} merge${merges === 1 ? '' : 's'} waits as a whole; one that is not right can be rejected before.`,
      approve: `drover approve ${id} --wave`,
      signal: { workflowId, name: 'approveWave', input: JSON.stringify({ v: 1, wave, actor: 'YOU' }) },
    },
  ];
}

/** What is used up, and how to raise it: by half, as a beginning. */
function budgetWait(id: string, workflowId: string, { awaitsBudget, budget = [] }: ProgressView): WaitResource[] {
  if (awaitsBudget === undefined) return [];
  const { why, since, reminders, own } = awaitsBudget;
  const { options, input } = suggestRaise(budget, own);
  return [
    {
      what: 'budget',
      since: new Date(since).toISOString(),
      reminders,
      note: `The budget is used up: ${why.slice(0, 5).join('; ')}${why.length > 5 ? ` and ${why.length - 5} more` : ''}`,
      approve: `drover raise-budget ${id} ${options}`,
      signal: { workflowId, name: 'raiseBudget', input: JSON.stringify({ v: 1, ...input, actor: 'YOU' }) },
    },
  ];
}
