import type { ModuleView } from '../../domain/module-view.ts';
import { approvalPayload, approveCommand } from '../approval/approve-command.ts';

/** A module's state as Markdown, for the Temporal UI: what it does now, and what it waits for and how to give it. */
export function describeModule(view: ModuleView): string {
  const lines = [
    `### ${view.path}: ${view.state}`,
    '',
    view.note,
    '',
    '| attempt | turns | start | head |',
    '| --- | --- | --- | --- |',
    `| ${view.attempt} of ${view.attempts} | ${view.turns} | \`${short(view.start)}\` | \`${short(view.head)}\` |`,
  ];
  if (view.refused.length > 0) lines.push('', 'Refused on the way:', '', ...view.refused.map((why) => `- ${why}`));
  if (view.awaits) {
    lines.push(
      '',
      '**It waits for a person to approve the merge.** Send the signal `approveMerge` to this workflow (More Actions, Send a Signal) with',
      '',
      '```json',
      JSON.stringify(JSON.parse(approvalPayload(view.awaits, 'YOU')), null, 2),
      '```',
      '',
      'or run',
      '',
      '```sh',
      approveCommand(view.workflowId, view.awaits),
      '```',
      '',
      'To refuse, send `rejectMerge` with the same fields and a `"reason"`: it goes to the model as one more attempt.',
    );
  }
  if (view.refusedSignals.length > 0)
    lines.push('', 'Refused signals:', '', ...view.refusedSignals.map((why) => `- ${why}`));
  return lines.join('\n');
}

function short(commit: string | undefined): string {
  return commit?.slice(0, 12) ?? '-';
}
