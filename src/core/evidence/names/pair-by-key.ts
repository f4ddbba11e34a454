import type { TestCase } from '../../../domain/test-report.ts';
import { groupBy } from '../group-by.ts';
import type { TestPair, Unpaired } from './pairing.ts';

/** What a rule makes of a test: tests with the same key are taken for the same, the lower rank first; undefined where it does not apply. */
export type NameKey = { key: string; rank?: number } | undefined;

/**
 * Pairs tests with the same key, in their order. Where fewer of a key are left than there were, none of them is paired: which one is gone would be a
 * guess.
 */
export function pairByKey(left: Unpaired, renamed: string, keyOf: (test: TestCase) => NameKey): TestPair[] {
  const after = grouped(left.after, keyOf);
  return [...grouped(left.before, keyOf)].flatMap(([key, group]) => {
    const others = after.get(key) ?? [];
    if (others.length < group.length) return [];
    const isRanked = [...group, ...others].every(({ rank }) => rank !== undefined);
    const [tests, candidates] = [inOrder(group, isRanked), inOrder(others, isRanked)];
    const certain = candidates.length === tests.length;
    return tests.flatMap(({ test }, index) => {
      const found = candidates[index]?.test;
      return found === undefined ? [] : [{ before: test, after: found, renamed, certain }];
    });
  });
}

type Ranked = { test: TestCase; key: string; rank?: number };

function grouped(tests: TestCase[], keyOf: (test: TestCase) => NameKey): Map<string, Ranked[]> {
  const keyed = tests.flatMap((test): Ranked[] => {
    const found = keyOf(test);
    return found === undefined ? [] : [{ test, ...found }];
  });
  return groupBy(keyed, ({ key }) => key);
}

/** By rank where all of both sides have one, else as the report has them. */
function inOrder(tests: Ranked[], isRanked: boolean): Ranked[] {
  return isRanked ? tests.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0)) : tests;
}
