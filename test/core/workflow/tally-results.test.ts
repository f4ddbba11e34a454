import { expect, test } from 'vitest';
import { groupReasons } from '../../../src/core/workflow/group-reasons.ts';
import { largestFirst } from '../../../src/core/workflow/largest-first.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import { countResult, tallyResults } from '../../../src/core/workflow/tally-results.ts';
import type { ModuleResult } from '../../../src/domain/migration-report.ts';

function result(path: string, more: Partial<ModuleResult> = {}): ModuleResult {
  const used = { ...noUsage, modelCalls: 2, inputTokens: 100, outputTokens: 10, microUsd: 5 };
  return {
    ...{ key: path, path, role: 'module', state: 'merged', round: 1, attempts: 1, turns: 2 },
    ...{ refused: [], decisions: [], usage: used, ...more },
  };
}

const failed = (path: string) => result(path, { state: 'unresolved', reason: `command 'test' failed in ${path}` });

test('a tally that grew result by result is that of all of them', () => {
  const results = [result('a.js'), failed('b.js'), result('c.js', { state: 'unchanged' }), failed('d.js')];
  const grown = tallyResults([], []);
  for (const one of results) countResult(grown, one);
  expect(grown).toEqual(tallyResults(results, []));
  expect(grown.bad).toBe(2);
  expect(Object.fromEntries(grown.counts)).toEqual({ merged: 1, unchanged: 1, unresolved: 2 });
  expect(grown.states.get('b.js')).toBe('unresolved');
});

test('earlier rounds count for what they cost, and for nothing else', () => {
  const unknown = [{ attempt: 1, turn: 1, calls: 1 }];
  const tally = tallyResults([result('a.js')], [failed('a.js'), { ...failed('b.js'), unknown }]);
  expect(tally.usage).toMatchObject({ modelCalls: 6, microUsd: 15 });
  expect(tally.spent).toEqual({ microUsd: 15, tokens: 330, turns: 6, attempts: 3 });
  expect(tally.bad).toBe(0);
  expect(tally.unknown).toEqual([{ path: 'b.js', unknown }]);
});

test('reasons are those of a report, with the first of their modules alone', () => {
  const results = Array.from({ length: 40 }, (_, index) => failed(`m${index}.js`));
  const [group] = largestFirst(tallyResults(results, []).reasons);
  const [all] = groupReasons(results);
  expect(group).toEqual({ ...all, paths: all?.paths.slice(0, 10) });
  expect(group?.count).toBe(40);
});
