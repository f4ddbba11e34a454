import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Decision } from '../../../domain/decision.ts';
import { count, usd } from '../../text/human-units.ts';
import { plainLine } from '../plain-line.ts';
import type { ReportedModule } from '../reported-migration.ts';
import { testsTables } from './tests-table.ts';

const longest = 2_000;

/** A module that can be unfolded: how it ended, who decided, what was found, and its tests before and after. */
export function moduleDetails({ result, evidence }: ReportedModule): Element {
  const { path, state, tests, reason, attempts, turns, usage, commit, decisions, refused } = result;
  const figures = tests
    ? `: ${count(tests.before, 'test')} before, ${tests.after} after, ${tests.matched} the same`
    : '';
  const facts: [string, string | undefined][] = [
    ['Why', reason],
    ['Landed as', commit],
    ['Evidence', result.evidence],
    ['Work', `${count(attempts, 'attempt')}, ${count(turns, 'turn')}, ${usd(usage.microUsd)}`],
    ['Verified at', evidence?.head],
    ['Environment', evidence && `${evidence.after.environment.slice(0, 16)} in ${evidence.after.sandbox}`],
    ['Known from', evidence?.memo && `${evidence.memo.migration}, ${evidence.memo.module}: it was not run again`],
  ];
  return h('details', [
    h('summary', [h('code', plainLine(path)), ' ', h('span', { className: [state] }, state), figures]),
    h(
      'table',
      h(
        'tbody',
        facts.flatMap(([name, value]) =>
          value === undefined ? [] : [h('tr', [h('th', name), h('td', h('code', plainLine(value, longest)))])],
        ),
      ),
    ),
    ...list('Decisions', decisions.map(decisionLine)),
    ...list('Refused on the way', refused),
    ...list(
      'Findings',
      (evidence?.findings ?? []).map(({ kind, rejects, detail }) => `${rejects ? 'rejects: ' : ''}${kind}: ${detail}`),
    ),
    ...(evidence ? testsTables(evidence) : []),
  ]);
}

function decisionLine({ kind, actor, channel, reason, at }: Decision): string {
  return `${new Date(at).toISOString()}: ${kind} by ${actor} (${channel})${reason === '' ? '' : `: ${reason}`}`;
}

function list(title: string, lines: string[]): Element[] {
  if (lines.length === 0) return [];
  return [
    h('h3', title),
    h(
      'ul',
      lines.map((line) => h('li', h('code', plainLine(line, longest)))),
    ),
  ];
}
