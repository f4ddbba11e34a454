import type { TestCase } from '../../domain/test-report.ts';
import { caseFamily, namelessCase } from './names/case-family.ts';
import { partsWithoutFile } from './names/name-parts.ts';
import { pairByKey } from './names/pair-by-key.ts';
import { pairMoved } from './names/pair-moved.ts';
import { pairNested } from './names/pair-nested.ts';
import { pairTemplates } from './names/pair-templates.ts';
import { withoutPaired } from './names/pairing.ts';
import type { TestPair, Unpaired } from './names/pairing.ts';
import { spelledName } from './names/spelled-name.ts';
import { spelledTitle } from './names/spelled-title.ts';
import { skeletonKey, titleSkeleton } from './names/title-skeleton.ts';

export type MatchedTests = { pairs: TestPair[]; lost: TestCase[]; added: TestCase[] };

/**
 * Pairs the tests of two reports: by their ids, and then what is left over by one rule after the other, from the strictest to the loosest, each of
 * which knows what a switch of frameworks makes of a name. Every test is used once, so that one that is gone is always left over.
 */
export function matchTests(before: TestCase[], after: TestCase[]): MatchedTests {
  let left: Unpaired = { before, after };
  const pairs: TestPair[] = [];
  for (const rule of rules) {
    if (left.before.length === 0 || left.after.length === 0) break;
    const found = rule(left);
    for (const pair of found) pairs.push(pair);
    left = withoutPaired(left, found);
  }
  return { pairs, lost: left.before, added: left.after };
}

const rules: ((left: Unpaired) => TestPair[])[] = [
  pairEqual,
  pairNested,
  (left) => pairByKey(left, 'written differently', ({ id }) => ({ key: spelledTitle(id) })),
  (left) => pairByKey(left, 'as cases of the same test', ({ id }) => caseFamily(id)),
  pairMoved,
  (left) => pairTemplates(left, spelledTitle),
  (left) => pairByKey(left, 'with other values in their titles', ({ id }) => skeletonKey(id)),
  (left) => pairTemplates(left, titleSkeleton),
  pairNameless,
];

function pairEqual({ before, after }: Unpaired): TestPair[] {
  const byId = new Map(after.map((test) => [test.id, test]));
  return before.flatMap((test) => {
    const found = byId.get(test.id);
    return found === undefined ? [] : [{ before: test, after: found, certain: true }];
  });
}

/** The cases of a class (`case[0]`) and those of the same class without their methods' names (`[1] value`), where there are as many of them. */
function pairNameless(left: Unpaired): TestPair[] {
  const after = left.after.filter(({ id }) => namelessCase(id) !== undefined);
  const classes = new Set(after.map(({ id }) => namelessCase(id)?.key));
  const before = left.before.filter(({ id }) => /\[\d+/.test(id) && classes.has(classOf(id)));
  const keyOf = ({ id }: TestCase) => namelessCase(id) ?? { key: classOf(id) };
  return pairByKey({ before, after }, 'as cases of the same class', keyOf).map((pair) => ({ ...pair, certain: false }));
}

function classOf(id: string): string {
  return spelledName(partsWithoutFile(id).slice(0, -1).join('.'));
}
