import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapePattern } from '../../../src/core/paths/escape-pattern.ts';
import { pathMatcher } from '../../../src/core/paths/path-matcher.ts';

describe('pathMatcher', () => {
  test('globs match, dot files included', () => {
    const matches = pathMatcher(['src/**', 'test/*.{js,ts}', 'docs/?.md']);
    expect(
      ['src/a.js', 'src/.hidden/b', 'src/a/b/c', 'test/x.ts', 'docs/a.md'].filter((path) => !matches(path)),
    ).toEqual([]);
    expect(['a.js', 'srcs/a', 'test/x/y.js', 'test/x.css', 'docs/ab.md', ''].filter(matches)).toEqual([]);
  });

  test.each([
    'pages/[id].js',
    'a b/c d.js',
    'it\'s "x".js',
    '-x.js',
    '{a,b}.js',
    '(group)/page.js',
    '!x.js',
    '+page.svelte',
    '$a|b^c.js',
    '**',
    '[',
    'a\\b',
  ])('the pattern %j matches the path that it spells', (path) => {
    expect(pathMatcher([path])(path)).toBe(true);
  });

  test.each(['(a+)+$', '@(a|a)+x', '{a,a}+{a,a}+b'])(
    'the pattern %j is judged at once, whatever the path is',
    (pattern) => {
      const began = performance.now();
      expect(pathMatcher([pattern])(`${'a'.repeat(40)}!`)).toBe(false);
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );

  test('a plus behind a group is a plus', () => {
    expect(['(app)+x.js', 'b+.js'].map(pathMatcher(['@(a|b)+.js', '*+x.js']))).toEqual([true, true]);
  });

  test('an exclusion takes away, wherever it stands, and adds nothing', () => {
    for (const patterns of [
      ['src/**', '!src/keep/**'],
      ['!src/keep/**', 'src/**'],
    ]) {
      const matches = pathMatcher(patterns);
      expect([matches('src/a'), matches('src/keep/a'), matches('other')]).toEqual([true, false, false]);
    }
    expect(pathMatcher(['!src/**'])('other')).toBe(false);
    expect(pathMatcher(['src/[id].js', '!src/[id].js'])('src/[id].js')).toBe(false);
  });

  test('no pattern and the empty pattern match nothing', () => {
    expect(pathMatcher([])('a')).toBe(false);
    expect(pathMatcher([''])('a')).toBe(false);
    expect(pathMatcher([''])('')).toBe(false);
    expect(pathMatcher(['!'])('a')).toBe(false);
  });
});

describe('escapePattern', () => {
  const name = fc.string({
    unit: fc.constantFrom(...'ab.[]{}()!*?+@|^$~#,-\\\'" é'.split('')),
    minLength: 1,
    maxLength: 8,
  });
  // Picomatch resolves '.' and '..' in patterns; such a path may never be written.
  const path = fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map((names) => names.join('/'))
    .filter((each) => !/(?:^|\/)\.\.?(?:\/|$)/u.test(each));

  test('the pattern matches its path and no other', () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        const matches = pathMatcher([escapePattern(one)]);
        return matches(one) && (one === other || other.includes('\\') || !matches(other));
      }),
      { numRuns: 500 },
    );
  });

  test('what is below an escaped folder matches, and what is below its look-alikes does not', () => {
    fc.assert(
      fc.property(path, (folder) => pathMatcher([`${escapePattern(folder)}/**`])(`${folder}/deep/.file`)),
      { numRuns: 200 },
    );
    const matches = pathMatcher([`${escapePattern('app/[id]')}/**`]);
    expect([matches('app/[id]/x'), matches('app/i/x'), matches('app/[id]x')]).toEqual([true, false, false]);
  });
});
