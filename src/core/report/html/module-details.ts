import { reviewLines } from '../../review/review-lines.ts';
import type { ReviewDocument } from '../../../domain/review.ts';
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Decision } from '../../../domain/decision.ts';
import { batchWords } from '../../evidence/batch-words.ts';
import { count, usd } from '../../text/human-units.ts';
import { plainLine } from '../plain-line.ts';
import type { ReportedModule } from '../reported-migration.ts';
import { unknownWords } from '../unknown-words.ts';
import { triedWords } from '../tried-words.ts';
import { testsTables } from './tests-table.ts';

const longest = 2_000;

/** A module that can be unfolded: how it ended, who decided, what was found, and its tests before and after. */
export function moduleDetails({ result, evidence, reviews = [] }: ReportedModule): Element {
  const { path, state, tests, reason, attempts, turns, usage, commit, decisions, refused } = result;
  const figures = tests
    ? `: ${count(tests.before, 'test')} before, ${tests.after} after, ${tests.matched} the same`
    : '';
  const facts: [string, string | undefined][] = [
    ['Why', reason],
    ['Landed as', commit],
    ['Evidence', result.evidence],
    ['Work', `${count(attempts, 'attempt')}, ${count(turns, 'turn')}, ${usd(usage.microUsd)}`],
    ['Models', result.tried && triedWords(result.tried)],
    ['Unknown calls', result.unknown && unknownWords(result.unknown)],
    ['Verified at', evidence?.head],
    ['Merged with', batchWords(path, evidence?.batch)],
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
    ...list('Review', reviews.flatMap(oneReview)),
    ...(evidence ? testsTables(evidence) : []),
  ]);
}

/** What a review found, each with the attempt whose change it is about. */
function oneReview({ attempt, model, findings, why }: ReviewDocument): string[] {
  const of = `attempt ${attempt}, by ${model}`;
  if (why !== undefined) return [`${of}: it could not be read: ${why}`];
  return findings.length === 0 ? [`${of}: nothing found`] : reviewLines(findings).map((line) => `${of}: ${line}`);
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
