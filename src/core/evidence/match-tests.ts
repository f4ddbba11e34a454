import type { TestCase } from '../../domain/test-report.ts';

export type MatchedTests = {
  pairs: { before: TestCase; after: TestCase }[];
  lost: TestCase[];
  added: TestCase[];
};

/**
 * Pairs the tests of two reports by their ids. What is left over on both sides is paired by the name's end: tape prints nested tests flat
 * ('inner'), other runners with the names around them ('outer > inner'). Every test is used once, in the order of the reports.
 */
export function matchTests(before: TestCase[], after: TestCase[]): MatchedTests {
  const byId = new Map(after.map((test) => [test.id, test]));
  const pairs: MatchedTests['pairs'] = [];
  const unmatched: TestCase[] = [];
  for (const test of before) {
    const same = byId.get(test.id);
    if (same === undefined) unmatched.push(test);
    else {
      pairs.push({ before: test, after: same });
      byId.delete(test.id);
    }
  }
  const lost: TestCase[] = [];
  const byEnd = Map.groupBy(byId.values(), ({ id }) => ownName(id));
  for (const test of unmatched) {
    const candidates = byEnd.get(ownName(test.id)) ?? [];
    const index = candidates.findIndex(({ id }) => isNested(test.id, id) || isNested(id, test.id));
    const [found] = index < 0 ? [] : candidates.splice(index, 1);
    if (found === undefined) lost.push(test);
    else {
      pairs.push({ before: test, after: found });
      byId.delete(found.id);
    }
  }
  return { pairs, lost, added: [...byId.values()] };
}

/** Whether `inner` is `outer` with more names around it; the numbers of repeated names don't count. */
function isNested(outer: string, inner: string): boolean {
  return withoutNumber(inner).endsWith(` > ${withoutNumber(outer)}`) || withoutNumber(inner) === withoutNumber(outer);
}

function ownName(id: string): string {
  return withoutNumber(id).split(' > ').at(-1) ?? '';
}

function withoutNumber(id: string): string {
  return id.replace(/ #\d+$/, '');
}
