import type { HunkLine } from './hunk.ts';
import { hasWords } from './has-words.ts';
import type { LineIndex } from './line-index.ts';

/**
 * True when a hunk that adds more lines than it removes has been applied already, though the lines that it begins from are still to be
 * found at `start`: the file goes on around them just as the hunk wants it. Without this, a patch that is sent again would add its
 * lines twice. Additions without any word (an empty line, a brace) prove nothing.
 */
export function isGrown(index: LineIndex, lines: readonly HunkLine[], start: number): boolean {
  const old = lines.filter((line) => line.kind !== 'add');
  const wanted = lines.filter((line) => line.kind !== 'remove');
  if (wanted.length <= old.length || !hasWords(lines, 'add')) return false;
  const lead = lines.findIndex((line) => line.kind !== 'add');
  const from = start - (lead < 0 ? lines.length : lead);
  return from >= 0 && wanted.every((line, offset) => line.text === index.texts[from + offset]);
}
