const maxLines = 20_000;
const leastSimilarity = 0.5;

/** The index of the line that shares the most pairs of characters with the text; undefined when none is like it at all. */
export function mostSimilarLine(lines: readonly string[], text: string): number | undefined {
  const wanted = pairs(text);
  let best: { line: number; similarity: number } | undefined;
  for (const [line, candidate] of lines.slice(0, maxLines).entries()) {
    const similarity = dice(wanted, pairs(candidate));
    if (similarity >= leastSimilarity && similarity > (best?.similarity ?? 0)) best = { line, similarity };
  }
  return best?.line;
}

/** The pairs of neighbouring characters; long lines are compared by their beginning. */
function pairs(text: string): Set<string> {
  const plain = text.trim().slice(0, 200);
  return new Set(Array.from({ length: Math.max(plain.length - 1, 0) }, (_, index) => plain.slice(index, index + 2)));
}

/** The Sorensen-Dice coefficient, 0 to 1. */
function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}
