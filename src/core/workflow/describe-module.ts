import type { ModuleView } from '../../domain/module-view.ts';
import { approvalPayload, approveCommand } from '../approval/approve-command.ts';
import { detailsPage } from './details-page.ts';

/** A module's state as Markdown, for the Temporal UI: what it does now, and what it waits for and how to give it. */
export function describeModule(view: ModuleView): string {
  const lines = [
    `### ${view.path}: ${view.state}${view.paused ? ' (the migration is paused)' : ''}`,
    '',
    view.note,
    '',
    '| attempt | turns | model | start | head |',
    '| --- | --- | --- | --- | --- |',
    `| ${view.attempt} of ${view.attempts} | ${view.turns} | ${modelWords(view.tried.at(-1))} | \`${short(view.start)}\` | \`${short(view.head)}\` |`,
  ];
  if (view.baseline) {
    const failing = view.baseline.failing > 0 ? `, **${view.baseline.failing} of them failing**` : '';
    lines.push('', `Before the change: ${view.baseline.tests} tests${failing}.`);
  }
  if (view.refused.length > 0) lines.push('', 'Refused on the way:', '', ...view.refused.map((why) => `- ${why}`));
  if (view.awaits) {
    const changes = (view.awaits.configuration ?? []).map(({ path, kind }) => `- \`${path}\` (${kind})`);
    if (changes.length > 0) lines.push('', '**It changes how tests are built and run:**', '', ...changes);
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
  if (view.decisions.length > 0) {
    const line = ({ kind, actor, channel, reason }: ModuleView['decisions'][number]) =>
      `- ${kind} by ${actor} (${channel})${reason === '' ? '' : `: ${reason}`}`;
    lines.push('', 'Decisions:', '', ...view.decisions.map(line));
  }
  return detailsPage(lines);
}

function modelWords(tried: ModuleView['tried'][number] | undefined): string {
  return tried === undefined ? '-' : `${tried.model}, effort ${tried.effort}`;
}

function short(commit: string | undefined): string {
  return commit?.slice(0, 12) ?? '-';
}
