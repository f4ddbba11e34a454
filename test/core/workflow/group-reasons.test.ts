import { describe, expect, it } from 'vitest';
import { groupReasons } from '../../../src/core/workflow/group-reasons.ts';
import type { ModuleState } from '../../../src/domain/module-state.ts';

const ended = (path: string, reason?: string, state: ModuleState = 'unresolved') => ({
  path,
  state,
  ...(reason !== undefined && { reason }),
});

describe('groupReasons', () => {
  it('counts one failure in 40 modules as 40, in the words of the first', () => {
    const modules = Array.from({ length: 40 }, (_, index) =>
      ended(
        `packages/p${index}/test.js`,
        `the baseline proves nothing: verify command 'test' (node --test packages/p${index}/test.js) was not found (exit code 127): install it in setup.\nsh: ${index}: no`,
      ),
    );
    expect(groupReasons([...modules, ended('packages/other', 'not verified after 4 attempts')])).toEqual([
      { state: 'unresolved', reason: modules[0]?.reason, count: 40, paths: modules.map(({ path }) => path) },
      { state: 'unresolved', reason: 'not verified after 4 attempts', count: 1, paths: ['packages/other'] },
    ]);
  });

  it.each([
    ['figures', 'not verified after 4 attempts', 'not verified after 12 attempts'],
    ['money', 'it has used 1.25 USD of its share', 'it has used 0.75 USD of its share'],
    ['quotes', "test 'adds' failed with it", "test 'does not add' failed with it"],
    ['paths', 'the merge conflicts in src/a.ts', 'the merge conflicts in lib/deep/b.ts'],
    ['how many paths', 'the merge conflicts in src/a.ts', 'the merge conflicts in src/b.ts, src/c.ts'],
    ['ids', 'sent back 6 times, last at 1f3a9c2e77', 'sent back 6 times, last at 00ffab12cd'],
    ['places', 'broken at a/b.js:10:4', 'broken at c.js:7'],
  ])('takes reasons for the same that differ in %s', (_, one, other) => {
    expect(groupReasons([ended('x', one), ended('y', other)])).toMatchObject([{ reason: one, count: 2 }]);
  });

  it('tells reasons and states apart', () => {
    const groups = groupReasons([
      ended('a', 'cancelled', 'cancelled'),
      ended('b', 'cancelled', 'unresolved'),
      ended('c', 'ann skipped it: too old', 'skipped'),
      ended('d', 'bob skipped it: too new', 'skipped'),
    ]);
    expect(groups.map(({ state, count }) => [state, count])).toEqual([
      ['cancelled', 1],
      ['unresolved', 1],
      ['skipped', 1],
      ['skipped', 1],
    ]);
  });

  it('leaves out what ended well, and names what gave no reason', () => {
    expect(groupReasons([ended('a', 'x', 'merged'), ended('b', 'x', 'unchanged'), ended('c', 'x', 'planned')])).toEqual(
      [],
    );
    expect(groupReasons([ended('a')])).toMatchObject([{ reason: 'no reason was given' }]);
  });
});
