import type { Result } from 'tap-parser';
import type { ReadTest } from './collect-tests.ts';
import { isLeftOut } from './is-left-out.ts';
import type { TapEntry } from './parse-tap.ts';
import { tapMessage } from './tap-message.ts';

/** How tape marks a test that is left out, or not done yet: '# SKIP name' and '# TODO name'. */
const MARKED = /^(SKIP|TODO)\s+(.+)$/;

/**
 * Reads tape's dialect: a comment is the name of the test whose assertions follow it. A comment that no assertion follows is no test: it is
 * tape's own summary, a `t.comment()`, or the outer one of two nested tests, which tape prints flat.
 */
export function tapGroups(entries: TapEntry[]): ReadTest[] {
  const tests: ReadTest[] = [];
  let group: { name: string; points: Result[] } = { name: '', points: [] };
  const finish = (): void => {
    if (group.points.length > 0) tests.push(groupTest(group.name, group.points));
  };
  for (const entry of entries) {
    if (entry.kind === 'point') {
      if (entry.point !== undefined) group.points.push(entry.point);
      continue;
    }
    finish();
    const marked = MARKED.exec(entry.text);
    group = { name: marked?.[2] ?? entry.text, points: [] };
    if (marked?.[1] === 'SKIP') tests.push({ names: [group.name], outcome: 'skipped' });
  }
  finish();
  return tests;
}

function groupTest(name: string, points: Result[]): ReadTest {
  const failed = points.filter((point) => !point.ok && !isLeftOut(point));
  const [first] = failed;
  if (first !== undefined) {
    const more = failed.length > 1 ? `${failed.length} of its ${points.length} assertions failed; the first: ` : '';
    return { names: [name], outcome: 'failed', message: more + tapMessage(first) };
  }
  return { names: [name], outcome: points.every(isLeftOut) ? 'skipped' : 'passed' };
}
