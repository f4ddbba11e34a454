import type { Finding } from '../../domain/finding.ts';
import { countWords } from './count-words.ts';
import { groupBy } from './group-by.ts';
import type { TestPair } from './names/pairing.ts';

const named = 5;

/** The findings on tests that were found again under other names: one for each way in which they were found, with the first few names. */
export function renamedTests(pairs: TestPair[], command: string): Finding[] {
  const renamed = pairs.filter((pair) => pair.renamed !== undefined);
  return [...groupBy(renamed, (pair) => pair.renamed ?? '')].map(([how, group]) => {
    const names = group.slice(0, named).map(({ before, after }) => `'${before.id}' is '${after.id}'`);
    const more = group.length > named ? ` and ${group.length - named} more` : '';
    return {
      kind: 'renamed-test',
      rejects: false,
      subject: group[0]?.before.id ?? command,
      detail: `${countWords(group.length, 'test')} of before ${group.length === 1 ? 'was' : 'were'} found ${how} in command '${command}': ${names.join(', ')}${more}.`,
    };
  });
}
