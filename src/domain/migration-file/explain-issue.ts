import type { z } from 'zod';

/** What would be right, for the issues of which the schema does not say it in its own words. */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${article[issue.expected] ?? issue.expected}${quoted(issue.expected, issue.input)}`;
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), 'at least', issue.inclusive ?? true);
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), 'at most', issue.inclusive ?? true);
    case 'invalid_value':
      return `write ${issue.values.map(String).join(' or ')}`;
    case 'invalid_key':
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
}

const article: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields and their values',
  record: 'names and their values',
};

/** In YAML, `true`, `3` and an empty value are no texts unless they are quoted. */
function quoted(expected: string, input: unknown): string {
  return expected === 'string' && ['boolean', 'number'].includes(typeof input) ? `, in quotes: "${String(input)}"` : '';
}

function bound(origin: string, limit: number, word: string, inclusive: boolean): string {
  if (word === 'at least' && limit === 1 && origin === 'string') return 'it is empty';
  if (origin === 'string') return `write ${word} ${limit} characters`;
  if (origin === 'array') return limit === 1 && word === 'at least' ? 'name at least one' : `name ${word} ${limit}`;
  if (inclusive) return `write a number of ${word} ${limit}`;
  return `write a number ${word === 'at least' ? 'above' : 'below'} ${limit}`;
}
