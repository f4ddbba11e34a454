import type { TestCase } from '../../../domain/test-report.ts';
import { groupBy } from '../group-by.ts';
import { partsWithoutFile } from './name-parts.ts';
import type { TestPair, Unpaired } from './pairing.ts';
import { spelledName } from './spelled-name.ts';

/** So many tests of one name are compared with so many others; more of them say nothing of which is which. */
const most = 50;

/**
 * Pairs tests of the same name where one's groups are the other's with some left out: a method of a unittest class that became a function of the same
 * file (`test_a.TestX > test_one` and `test_a > test_one`). Nothing is paired where fewer are left than there were.
 */
export function pairMoved(left: Unpaired): TestPair[] {
  const after = groupBy(left.after, ownName);
  return [...groupBy(left.before, ownName)].flatMap(([name, tests]) => {
    const candidates = after.get(name) ?? [];
    if (candidates.length < tests.length || candidates.length > most) return [];
    const taken = new Set<TestCase>();
    return tests.flatMap((before): TestPair[] => {
      const fitting = candidates.filter((candidate) => !taken.has(candidate) && areRelated(before.id, candidate.id));
      const [found] = fitting;
      if (found === undefined) return [];
      taken.add(found);
      return [{ before, after: found, renamed: 'in another group', certain: fitting.length === 1 }];
    });
  });
}

function ownName({ id }: TestCase): string {
  return spelledName(wordsOf(id).at(-1) ?? '');
}

function areRelated(one: string, other: string): boolean {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  return left.length < right.length ? isPartOf(left, right) : isPartOf(right, left);
}

function wordsOf(id: string): string[] {
  return partsWithoutFile(id)
    .join('.')
    .split(/[.:/$]+/)
    .filter((word) => word !== '');
}

/** Whether all words of a list are in the other, in their order. */
function isPartOf(few: string[], many: string[]): boolean {
  let found = 0;
  for (const word of many) if (word === few[found]) found += 1;
  return found === few.length;
}
