import { describe, expect, it } from 'vitest';
import { compareVerifications } from '../../../src/core/evidence/compare-verifications.ts';
import type { AssertionCount } from '../../../src/domain/evidence.ts';
import { compareTests, short } from './compare-for-test.ts';
import { makeRun, makeVerification, module } from './make-verification.ts';

function compareAssertions(before: AssertionCount[], after: AssertionCount[]) {
  const commands = [makeRun(['a'])];
  return compareVerifications({
    module,
    before: makeVerification(commands, before),
    after: makeVerification(commands, after),
    match: 'names',
    mayGrow: true,
    changedOutside: [],
  });
}

describe('assertions and paths', () => {
  const count = (path: string, total: number, constant = 0): AssertionCount => ({ path, total, constant });

  it('rejects tests that are newly focused, and not those that were so before', () => {
    const focused = (number: number): AssertionCount => ({ ...count('test/unknown.js', 5), focused: number });
    const { findings } = compareAssertions([count('test/unknown.js', 5)], [focused(1)]);
    expect(findings).toEqual([
      {
        kind: 'focused-test',
        rejects: true,
        subject: 'test/unknown.js',
        detail:
          'test/unknown.js has 1 focused test (.only, fit, fdescribe) and had 0 before: they keep the others of the file from running. Take the focus away.',
      },
    ]);
    expect(compareAssertions([focused(1)], [focused(1)]).findings).toEqual([]);
  });

  it('rejects fewer assertions, with the figures of the file', () => {
    const { findings } = compareAssertions([count('test/unknown.js', 5)], [count('test/unknown.js', 4)]);
    expect(findings).toEqual([
      {
        kind: 'fewer-assertions',
        rejects: true,
        subject: 'test/unknown.js',
        detail: '5 assertion calls before, 4 after in test/unknown.js; in the whole module 5 before, 4 after.',
      },
    ]);
  });

  it('lets assertions move between the files of a module', () => {
    expect(compareAssertions([count('a.js', 5), count('b.js', 1)], [count('a.js', 2), count('c.js', 4)]).verdict).toBe(
      'verified',
    );
  });

  it('takes a file that can no longer be parsed for one without assertions', () => {
    const { findings } = compareAssertions([count('a.js', 5)], []);
    expect(findings[0]?.detail).toContain('the file is gone, or its syntax is broken');
  });

  it('rejects more assertions that can not fail, though the sum is the same', () => {
    const compared = compareAssertions([count('a.js', 5, 1)], [count('a.js', 5, 2)]);
    expect(short(compared)).toEqual(['constant-assertion a.js']);
    expect(compared.findings[0]?.detail).toContain("1 assertion call that can't fail before, 2 after in a.js");
    expect(compareAssertions([count('a.js', 5, 2)], [count('a.js', 5, 1)]).verdict).toBe('verified');
  });

  it('rejects every change outside of what the module may change', () => {
    const compared = compareTests(['a'], ['a'], { changedOutside: ['index.js', '.github/ci.yml'] });
    expect(short(compared)).toEqual(['protected-path index.js', 'protected-path .github/ci.yml']);
    expect(compared.findings[0]?.detail).toBe(
      'index.js was changed, but this module may only change: test/unknown.js, test/helpers/**. Take the change back.',
    );
  });
});
