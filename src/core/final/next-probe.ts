/** Where to look for the commit that made a command red; places are numbers in the line of merged commits, 0 is the base. */
export type Search = {
  /** The tip, where it is red. */
  high: number;
  /** Where the module itself landed: before that, its new commands are not expected to be green. */
  home?: number;
  /** Where it may have become green, if it was not so at the base: where the first module landed. */
  fallback?: number;
};

export type SearchStep = { kind: 'probe'; at: number } | { kind: 'blamed'; at: number } | { kind: 'unexplained' };

/**
 * Says what to look at next to find the first commit at which a command is red, from what is known so far: by bisection between a place
 * where it is green and the tip. One that is red where the search begins is nobody's fault, unless it is a module's own command that
 * became red where the module landed, and what the module was before is green at the base.
 */
export function nextProbe({ high, home, fallback }: Search, isRed: (at: number) => boolean | undefined): SearchStep {
  const look = (at: number) => (at === high ? true : isRed(at));
  const floor = home ?? 0;
  const red = look(floor);
  if (red === undefined) return { kind: 'probe', at: floor };
  if (!red) return bisect(floor, high, look);
  const other = home === undefined ? fallback : 0;
  if (other === undefined || other >= high) return { kind: 'unexplained' };
  const otherRed = look(other);
  if (otherRed === undefined) return { kind: 'probe', at: other };
  if (otherRed) return { kind: 'unexplained' };
  return home === undefined ? bisect(other, high, look) : { kind: 'blamed', at: home };
}

function bisect(green: number, red: number, look: (at: number) => boolean | undefined): SearchStep {
  let [low, high] = [green, red];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const found = look(middle);
    if (found === undefined) return { kind: 'probe', at: middle };
    if (found) high = middle;
    else low = middle;
  }
  return { kind: 'blamed', at: high };
}
