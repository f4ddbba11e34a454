import { pathMatcher } from '../paths/path-matcher.ts';

/**
 * Makes a search for the files that patterns match, in the order of their paths. Of each pattern, only files that begin as it does are looked at: a list of
 * thousands of modules would otherwise look at all files for each.
 */
export function matchingFiles(files: string[]): (patterns: string[]) => string[] {
  const sorted = files.toSorted();
  return (patterns) => {
    const matches = pathMatcher(patterns);
    const ranges = patterns
      .filter((pattern) => !/^!(?!\()/.test(pattern))
      .map((pattern) => rangeOf(sorted, fixedBeginning(pattern)));
    const found = new Set<string>();
    for (const [from, to] of ranges) for (const path of sorted.slice(from, to)) if (matches(path)) found.add(path);
    return [...found].toSorted();
  };
}

/** What comes before the first character that may mean something else than itself. */
function fixedBeginning(pattern: string): string {
  const end = pattern.search(/[*?[\]{}()!+@\\]/);
  return end < 0 ? pattern : pattern.slice(0, end);
}

function rangeOf(sorted: string[], beginning: string): [from: number, to: number] {
  const from = firstAt(sorted, (path) => path >= beginning);
  return [from, firstAt(sorted, (path) => path >= beginning && !path.startsWith(beginning), from)];
}

/** The first place, from `low` on, at which the condition holds; from there on it holds everywhere. */
function firstAt(sorted: string[], holds: (path: string) => boolean, low = 0): number {
  let [from, to] = [low, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(sorted[middle] ?? '')) to = middle;
    else from = middle + 1;
  }
  return from;
}
