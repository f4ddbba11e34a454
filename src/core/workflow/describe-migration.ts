import { suggestRaise } from '../budget/suggest-raise.ts';
import { signalCommand } from '../approval/approve-command.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import type { ReasonGroup } from '../../domain/reason-group.ts';
import { countWords } from '../evidence/count-words.ts';
import { wholeKey } from '../plan/whole-migration.ts';
import { firstLine } from '../text/first-line.ts';
import { detailsPage } from './details-page.ts';
import { waitingModules } from './waiting-modules.ts';

const shown = 50;

/** A migration's state as Markdown, for the Temporal UI: how far it is, what it waits for, and how to give that. */
export function describeMigration(view: ProgressView, workflowId: string): string {
  const { merged, unchanged, unresolved, other } = view.ended;
  const waiting = waitingModules(view);
  const lines = [
    `## ${view.mode === 'migrate' ? '' : `${view.mode}: `}${view.name}: ${view.phase}${view.paused ? ' (paused)' : ''}`,
    '',
    '| modules | planned | running | waiting for a person | merged | unchanged | not merged |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| ${view.total} | ${view.planned} | ${view.running.length - waiting} | ${waiting} | ${merged} | ${unchanged} | ${unresolved + other} |`,
    ...view.warnings.flatMap((warning) => ['', `**Note:** ${warning}`]),
    ...pauseLines(view),
    ...planLines(view, workflowId),
    ...waveLines(view, workflowId),
    ...budgetWaitLines(view, workflowId),
    ...mergeLines(view),
    ...groupLines(view),
    ...finalLines(view),
    ...endLines(view),
  ];
  const working = view.running.filter(({ key }) => view.awaiting.every((module) => module.key !== key));
  if (working.length > 0) {
    lines.push('', 'At work:', '', ...working.slice(0, shown).map((module) => `- \`${module.path}\``));
  }
  if (view.refusedSignals.length > 0)
    lines.push('', 'Refused signals:', '', ...view.refusedSignals.map((why) => `- ${why}`));
  return detailsPage(lines);
}

function pauseLines({ paused, decisions }: ProgressView): string[] {
  const decision = decisions.findLast(({ kind }) => kind === 'pause');
  if (!paused || decision === undefined) return [];
  const why = decision.reason === '' ? '' : `: ${decision.reason.replace(/\.$/, '')}`;
  return [
    '',
    `**Paused** by ${decision.actor}${why}. The signal \`resume\` with \`{ "v": 1, "actor": "YOU" }\` lets it go on.`,
  ];
}

function planLines({ awaitsPlan, total }: ProgressView, workflowId: string): string[] {
  if (awaitsPlan === undefined) return [];
  const payload = { v: 1, plan: awaitsPlan.plan, actor: 'YOU' };
  return [
    '',
    `**It waits for a person to approve its plan** of ${total} modules. Send the signal \`approvePlan\` to this workflow (More Actions, Send a Signal) with`,
    ...signalLines(workflowId, 'approvePlan', payload),
    '',
    'To refuse, send `rejectPlan` with the same fields: the migration is then cancelled.',
  ];
}

function waveLines({ awaitsWave }: ProgressView, workflowId: string): string[] {
  if (awaitsWave === undefined) return [];
  const payload = { v: 1, wave: awaitsWave.wave, actor: 'YOU' };
  return [
    '',
    `**A wave of ${countWords(awaitsWave.merges, 'merge')} waits for a person.** Send the signal \`approveWave\` to this workflow (More Actions, Send a Signal) with`,
    ...signalLines(workflowId, 'approveWave', payload),
    '',
    'One that is not right: send `rejectMerge` to its own workflow. It makes another attempt, and the wave waits for it.',
  ];
}

function budgetWaitLines({ awaitsBudget, budget = [] }: ProgressView, workflowId: string): string[] {
  if (awaitsBudget === undefined) return [];
  const payload = { v: 1, ...suggestRaise(budget, awaitsBudget.own).input, actor: 'YOU' };
  return [
    '',
    '**It waits for a higher budget**, and no new turn begins before:',
    '',
    ...awaitsBudget.why.slice(0, shown).map((why) => `- ${why}`),
    '',
    'Send the signal `raiseBudget` to this workflow (More Actions, Send a Signal) with the limits that you want, for instance',
    ...signalLines(workflowId, 'raiseBudget', payload),
  ];
}

/** A signal's payload to paste into the Temporal UI, and the command that sends it. */
function signalLines(workflowId: string, name: string, payload: object): string[] {
  return [
    '',
    '```json',
    JSON.stringify(payload, null, 2),
    '```',
    '',
    'or run',
    '',
    '```sh',
    signalCommand(workflowId, name, JSON.stringify(payload)),
    '```',
  ];
}

function finalLines({ final }: ProgressView): string[] {
  if (final === undefined) return [];
  const { tip, run, subjects, checked, note, red, takenBack, verdict } = final;
  const end = {
    verified: 'all green',
    'red-at-base': 'not all green',
    rejected: 'red',
    'nothing-merged': 'nothing left',
  };
  const head =
    verdict === undefined
      ? `${note === '' ? '' : `${note} `}Verified at \`${tip.slice(0, 12)}\`: ${checked} of ${subjects}${run > 1 ? `, for the ${run}. time` : ''}.`
      : `${end[verdict]} at \`${tip.slice(0, 12)}\`, in ${countWords(run, 'run')}.`;
  return [
    '',
    `**Final verification:** ${head}`,
    ...(red.length + takenBack.length > 0 ? [''] : []),
    ...red.slice(0, shown).map(({ path, command }) => `- red: \`${command}\` of ${wholeWords(path)}`),
    ...takenBack.slice(0, shown).map(({ path, by }) => `- taken back: \`${path}\`, by \`${by.slice(0, 12)}\``),
  ];
}

function wholeWords(path: string): string {
  return path === wholeKey ? 'the whole migration' : `\`${path}\``;
}

function mergeLines({ awaiting }: ProgressView): string[] {
  if (awaiting.length === 0) return [];
  const lines = [
    '',
    "**Waiting for a person.** Open the module's workflow (under Relationships, too): its details say how to approve.",
    '',
    ...awaiting.slice(0, shown).map((module) => `- \`${module.path}\`: \`${module.workflowId}\``),
  ];
  if (awaiting.length > shown) lines.push(`- and ${awaiting.length - shown} more`);
  return lines;
}

function groupLines({ groups = [] }: ProgressView): string[] {
  if (groups.length === 0) return [];
  const items = groups
    .slice(0, shown)
    .map(
      ({ name, members, workflowId }) => `- \`${name}\`, ${countWords(members.length, 'module')}: \`${workflowId}\``,
    );
  return ['', "**Groups at work** (the group's own workflow says how far each is):", '', ...items];
}

function endLines({ reasons }: ProgressView): string[] {
  if (reasons.length === 0) return [];
  return ['', '**Not merged:**', '', ...reasons.slice(0, shown).map(groupLine)];
}

const shownPaths = 5;

function groupLine({ state, reason, count, paths }: ReasonGroup): string {
  const named = paths
    .slice(0, shownPaths)
    .map((path) => `\`${path}\``)
    .join(', ');
  const rest = count > shownPaths ? ` and ${count - shownPaths} more` : '';
  return `- ${count === 1 ? named : `**${count} modules** (${named}${rest})`}: ${state}: ${firstLine(reason)}`;
}
