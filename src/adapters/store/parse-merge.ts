import { Failure } from '../../domain/failure.ts';
import type { MergeResult } from '../../ports/store.ts';
import { splitRecords } from './split-records.ts';

/**
 * Reads the output of `git merge-tree --write-tree -z --name-only --messages`: the tree, the conflicted paths, an empty record, and
 * messages of the form COUNT, that many paths, TYPE, TEXT. Source: git-merge-tree(1), OUTPUT.
 */
export function parseMerge(output: Uint8Array, clean: boolean): MergeResult {
  const [tree = '', ...records] = splitRecords(output);
  if (!/^[0-9a-f]{40}$/.test(tree)) throw new Failure('Broken', 'git merge-tree answered without a tree.');
  if (clean) return { kind: 'merged', tree };
  const gap = records.indexOf('');
  const paths = records.slice(0, gap === -1 ? records.length : gap);
  const messages = gap === -1 ? [] : parseMessages(records.slice(gap + 1));
  const conflicts = messages.filter((message) => message.type.startsWith('CONFLICT'));
  return {
    kind: 'conflict',
    paths: [...new Set([...paths, ...conflicts.flatMap((message) => message.paths)])].sort(),
    detail: (conflicts.length > 0 ? conflicts : messages).map((message) => message.text.trim()).join('\n'),
  };
}

type Message = { paths: string[]; type: string; text: string };

function parseMessages(records: string[]): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at < records.length;) {
    const count = Number(records[at]);
    if (!Number.isSafeInteger(count))
      throw new Failure('Broken', `git merge-tree answered ${JSON.stringify(records[at])} instead of a count.`);
    const paths = records.slice(at + 1, at + 1 + count);
    messages.push({ paths, type: records[at + 1 + count] ?? '', text: records[at + 2 + count] ?? '' });
    at += 3 + count;
  }
  return messages;
}
