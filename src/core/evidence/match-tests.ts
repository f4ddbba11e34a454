import type { TestCase } from '../../domain/test-report.ts';
import { groupBy } from './group-by.ts';

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
  const left = new Map(after.map((test) => [test.id, test]));
  const byId = pairUp(before, left, ({ id }) => left.get(id));
  const byOwnName = groupBy(left.values(), ({ id }) => ownName(id));
  const byEnd = pairUp(byId.lost, left, ({ id }) =>
    byOwnName.get(ownName(id))?.find((test) => left.has(test.id) && (isEndOf(id, test.id) || isEndOf(test.id, id))),
  );
  return { pairs: [...byId.pairs, ...byEnd.pairs], lost: byEnd.lost, added: [...left.values()] };
}

function pairUp(before: TestCase[], left: Map<string, TestCase>, find: (test: TestCase) => TestCase | undefined) {
  const pairs: MatchedTests['pairs'] = [];
  const lost: TestCase[] = [];
  for (const test of before) {
    const found = find(test);
    if (found === undefined) lost.push(test);
    else {
      pairs.push({ before: test, after: found });
      left.delete(found.id);
    }
  }
  return { pairs, lost };
}

/** Whether the id `inner` is `end` with more names before it; the numbers of repeated names don't count. */
function isEndOf(end: string, inner: string): boolean {
  return ` > ${withoutNumber(inner)}`.endsWith(` > ${withoutNumber(end)}`);
}

function ownName(id: string): string {
  return withoutNumber(id).split(' > ').at(-1) ?? '';
}

function withoutNumber(id: string): string {
  return id.replace(/ #\d+$/, '');
}
