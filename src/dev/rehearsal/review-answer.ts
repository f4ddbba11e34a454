import { contentText } from '../../core/conversation/content-text.ts';
import { reviewInstructions } from '../../core/review/review-instructions.ts';
import type { ReviewFinding } from '../../domain/review.ts';
import type { BrainAnswer, BrainRequest } from './brain.ts';

type Rule = Pick<ReviewFinding, 'kind' | 'severity' | 'fix'> & { sign: RegExp; what: string };

const rules: Rule[] = [
  {
    sign: /\beval\(/,
    kind: 'security',
    severity: 'high',
    what: 'eval runs whatever it is given',
    fix: 'do without eval',
  },
  {
    sign: /\.(skip|only)\(/,
    kind: 'weakened-test',
    severity: 'high',
    what: 'a test is left out',
    fix: 'run all tests',
  },
  {
    sign: /\bTODO\b/,
    kind: 'style',
    severity: 'low',
    what: 'something is left to do',
    fix: 'do it, or take the note out',
  },
];

/**
 * The rehearsal's review, by a few rules on the lines that a diff adds; each finding says that a rehearsal found it. Undefined for requests that
 * are no review.
 */
export function reviewAnswer({ instructions, items, tools }: BrainRequest): BrainAnswer | undefined {
  if (instructions !== reviewInstructions) return undefined;
  const findings = findingsOf(items.map((item) => contentText(item['content'])).join('\n'));
  const [tool] = tools;
  return tool === undefined
    ? { text: JSON.stringify({ findings }), calls: [] }
    : { calls: [{ tool: 'other', name: tool.name, arguments: { findings } }] };
}

function findingsOf(text: string): ReviewFinding[] {
  let file = '';
  let line = 0;
  return text.split('\n').flatMap((row): ReviewFinding[] => {
    file = /^\+\+\+ b\/(.*)$/.exec(row)?.[1] ?? file;
    const begin = /^@@ -\S+ \+(\d+)/.exec(row)?.[1];
    if (begin !== undefined) line = Number(begin) - 1;
    else if (!row.startsWith('-')) line += 1;
    if (!row.startsWith('+') || row.startsWith('+++')) return [];
    return rules
      .filter(({ sign }) => sign.test(row))
      .map(({ kind, severity, what, fix }) => ({
        file,
        line,
        kind,
        why: `Rehearsal: ${what}.`,
        fix: `${fix}.`,
        severity,
      }));
  });
}
