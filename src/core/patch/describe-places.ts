import type { LineIndex } from './line-index.ts';
import { quoteLine } from './quote-line.ts';

const maxPlaces = 10;

/** `3 places: lines 4 (below `function a() {`), 10 and 22`, with the line that encloses each one, which is its best anchor. */
export function describePlaces(index: LineIndex, places: readonly number[]): string {
  const named = places.slice(0, maxPlaces).map((place) => {
    const enclosing = enclosingLine(index.texts, place);
    return `line ${place + 1}${enclosing === undefined ? '' : ` (below ${quoteLine(enclosing.trim())})`}`;
  });
  if (places.length > maxPlaces) named.push(`${places.length - maxPlaces} more`);
  return `${places.length} places: ${named.join(', ')}`;
}

/** The nearest line above that is indented less. */
function enclosingLine(texts: readonly string[], place: number): string | undefined {
  const depth = (text: string) => text.length - text.trimStart().length;
  const own = depth(texts[place] ?? '');
  return texts.slice(0, place).findLast((text) => text.trim() !== '' && depth(text) < own);
}
