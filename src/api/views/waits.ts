import { approvalPayload } from '../../core/approval/approve-command.ts';
import { shellWord } from '../../core/shell/shell-word.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import type { WaitResource } from '../resources/wait-resource.ts';

/** Enough of a commit's id to bind the command to what was looked at: another head is refused. */
const headDigits = 12;

/** What of a migration waits for a person, since when, and how to give it. */
export function waits(id: string, workflowId: string, { awaitsPlan, awaiting, total }: ProgressView): WaitResource[] {
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
  for (const { key, path, awaits, reminders, note, workflowId: of } of awaiting) {
    if (awaits === undefined) continue;
    const { head, evidence, since, configuration } = awaits;
    found.push({
      what: 'merge',
      module: key,
      path,
      head,
      evidence,
      ...(configuration && { configuration }),
      since: new Date(since).toISOString(),
      reminders,
      note,
      approve: `drover approve ${id} ${shellWord(path)} --head ${head.slice(0, headDigits)}`,
      signal: { workflowId: of, name: 'approveMerge', input: approvalPayload({ head, evidence }, 'YOU') },
    });
  }
  return found;
}
