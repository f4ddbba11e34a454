import { firstFit } from './first-fit.ts';
import { firstHit } from './first-hit.ts';
import type { Hunk } from './hunk.ts';
import { hasWords } from './has-words.ts';
import type { LineIndex } from './line-index.ts';
import { resolveAnchors } from './resolve-anchors.ts';

/**
 * True when a hunk whose old lines are not in the file has been applied already: what it wants stands at one place (or, for a hunk
 * that the update repeats, at as many). To count as proof it must have a word among its added lines; a hunk that only removes must
 * have context on both sides, so that the two sides now stand together.
 */
export function isApplied(index: LineIndex, hunk: Hunk & { kind: 'change' }, copies: number): boolean {
  const { lines } = hunk;
  const removesOnly = lines.every((line) => line.kind !== 'add');
  const enclosed = lines.length > 2 && lines[0]?.kind === 'keep' && lines.at(-1)?.kind === 'keep';
  if (removesOnly ? !enclosed || !hasWords(lines, 'keep') : !hasWords(lines, 'add')) return false;
  const wanted = lines.filter((line) => line.kind !== 'remove').map((line) => line.text);
  // Looser rungs would take other indentation for the wanted one.
  const searches = [() => index.find(wanted, 'exact'), () => index.find(wanted, 'trailing-blanks')];
  if (firstHit(searches).length === copies) return true;
  const anchored = resolveAnchors(index, hunk.anchors);
  return anchored.kind === 'lines' && firstFit(index, anchored.lines, searches).length === 1;
}
