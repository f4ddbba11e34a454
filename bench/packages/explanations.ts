import { readFile } from 'node:fs/promises';
import type { Row } from './row.ts';

/** Whose a reason is: the package's own, the machine's that it was measured on, or Drover's. */
export const owners = ['package', 'machine', 'drover'] as const;
export type Owner = (typeof owners)[number];

export type Explanation = { owner: Owner; words: string };

/**
 * Reads why packages are not green, as people found out by looking: a line each, `kind name owner words`. What is not there counts as Drover's.
 */
export async function readExplanations(path: string): Promise<Map<string, Explanation>> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [kind = '', name = '', owner, ...words] = line.split(' ');
      const known = owners.find((one) => one === owner);
      if (known === undefined)
        throw new Error(`${path} has the line '${line}': write kind, name, one of ${owners.join(', ')}, and words.`);
      return [`${kind} ${name}`, { owner: known, words: words.join(' ') }];
    }),
  );
}

export function explain(row: Row, explanations: Map<string, Explanation>): Explanation {
  return explanations.get(`${row.kind} ${row.name}`) ?? { owner: 'drover', words: 'not explained yet' };
}
