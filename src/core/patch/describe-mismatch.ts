import { foldLine } from './fold-line.ts';
import type { Hunk, HunkLine } from './hunk.ts';
import type { LineIndex } from './line-index.ts';
import { mostSimilarLine } from './most-similar-line.ts';
import { nearestStart } from './nearest-start.ts';
import { quoteLine } from './quote-line.ts';

const maxShown = 12;

/** Says that a hunk's lines are not in the file, where they come nearest, which line differs first, and how the file reads there. */
export function describeMismatch(index: LineIndex, hunk: Hunk & { kind: 'change' }): string {
  const old = hunk.lines.filter((line) => line.kind !== 'add');
  const where = hunk.atEnd
    ? " at the file's end, where `*** End of File` puts them"
    : hunk.anchors.length > 0
      ? ' below the anchor'
      : '';
  const fault = `patch line ${old[0]?.at ?? hunk.at}: the hunk's lines are not in the file${where}`;
  if (index.texts.length === 0) return `${fault}: the file is empty`;
  const elsewhere = index.find(
    old.map((line) => line.text),
    'unicode',
  );
  if (elsewhere.length > 0) {
    return `${fault}, but at line ${elsewhere
      .slice(0, maxShown)
      .map((start) => start + 1)
      .join(', ')}:\n${excerpt(index, elsewhere[0] ?? 0, old.length)}`;
  }
  const start = nearestStart(
    index,
    old.map((line) => line.text),
  );
  if (start !== undefined)
    return `${fault}; ${firstDifference(index, old, start)}. The file has there:\n${excerpt(index, start, old.length)}`;
  const longest = old.toSorted((one, other) => other.text.trim().length - one.text.trim().length)[0]?.text ?? '';
  const similar = mostSimilarLine(index.texts, longest);
  if (similar === undefined) return `${fault}, nor anything like them; read the file again`;
  return `${fault}; the most similar place in the file is:\n${excerpt(index, similar - 2, 5)}`;
}

function firstDifference(index: LineIndex, old: HunkLine[], start: number): string {
  const offset = old.findIndex(
    (line, place) => foldLine(line.text, 'unicode') !== index.folded('unicode')[start + place],
  );
  const line = old[offset];
  const text = index.texts[start + offset];
  if (line === undefined) return `they are nearest at line ${start + 1}`;
  const wanted = `patch line ${line.at} has ${quoteLine(line.text)}`;
  if (text === undefined) return `they are nearest at line ${Math.max(start, 0) + 1}, where ${wanted} outside the file`;
  return `they are nearest at line ${Math.max(start, 0) + 1}, where ${wanted} and line ${start + offset + 1} of the file has ${quoteLine(text)}`;
}

function excerpt(index: LineIndex, start: number, length: number): string {
  const from = Math.max(start, 0);
  const end = Math.min(start + length, from + maxShown, index.texts.length);
  return index.texts
    .slice(from, end)
    .map((text, offset) => `  ${from + offset + 1}| ${text.length > 160 ? `${text.slice(0, 160)}…` : text}`)
    .join('\n');
}
