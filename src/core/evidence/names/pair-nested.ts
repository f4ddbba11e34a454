import type { TestCase } from '../../../domain/test-report.ts';
import { nameParts } from './name-parts.ts';
import type { TestPair, Unpaired } from './pairing.ts';

/** More groups around a test than any suite has; so many are looked at. */
const deepest = 20;

/**
 * Pairs tests of which one has the other's name with more names around it: tape prints nested tests flat ('inner'), other runners with the
 * names around them ('outer > inner'). Each test is used once, in the order of the reports.
 */
export function pairNested(left: Unpaired): TestPair[] {
  const byEnd = new Map<string, Candidates>();
  const byWhole = new Map<string, Candidates>();
  for (const test of left.after) {
    const [whole = '', ...ends] = endsOf(test.id);
    add(byWhole, whole, test);
    for (const end of ends) add(byEnd, end, test);
  }
  const taken = new Set<TestCase>();
  const [wanted, given] = [countNames(left.before), countNames(left.after)];
  return left.before.flatMap((before): TestPair[] => {
    const [whole = '', ...ends] = endsOf(before.id);
    const own = ends.at(-1) ?? whole;
    const certain = (given.get(own) ?? 0) <= (wanted.get(own) ?? 0);
    for (const candidates of [byWhole.get(whole), byEnd.get(whole), ...ends.map((end) => byWhole.get(end))]) {
      const after = candidates && nextFree(candidates, taken);
      if (after !== undefined) return [{ before, after, renamed: 'with other groups around them', certain }];
    }
    return [];
  });
}

/** Tests in their order; what stands before `next` is taken. */
type Candidates = { tests: TestCase[]; next: number };

/** A name, and what is left of it without its outermost names, one by one. */
function endsOf(id: string): string[] {
  const parts = nameParts(id);
  return parts.slice(-deepest).map((_, index, last) => last.slice(index).join(' > '));
}

/** How many tests there are of each own name. */
function countNames(tests: TestCase[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of tests) {
    const own = nameParts(id).at(-1) ?? '';
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  return counts;
}

function add(map: Map<string, Candidates>, key: string, test: TestCase): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, { tests: [test], next: 0 });
  else found.tests.push(test);
}

function nextFree(candidates: Candidates, taken: Set<TestCase>): TestCase | undefined {
  for (;;) {
    const test = candidates.tests[candidates.next];
    if (test === undefined) return undefined;
    candidates.next += 1;
    if (taken.has(test)) continue;
    taken.add(test);
    return test;
  }
}
