import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTests } from '../../../src/core/evidence/match-tests.ts';
import type { TestCase } from '../../../src/domain/test-report.ts';

const tests = (ids: string[]): TestCase[] => ids.map((id) => ({ id, outcome: 'passed' }));

function match(before: string[], after: string[]) {
  const { pairs, lost, added } = matchTests(tests(before), tests(after));
  return {
    pairs: pairs.map((pair) => [pair.before.id, pair.after.id]),
    lost: lost.map(({ id }) => id),
    added: added.map(({ id }) => id),
  };
}

/** Both lists in their order, each of one found in the other. */
function expectSame(before: string[], after: string[]): void {
  const found = match(before, after);
  expect(found).toEqual({ pairs: expect.anything(), lost: [], added: [] });
  expect(new Map(found.pairs as [string, string][])).toEqual(new Map(before.map((id, index) => [id, after[index]])));
}

describe('names that a switch of frameworks changes', () => {
  it("are found again from Jest 30's titles in vitest 4's, of the same values", () => {
    expectSame(
      [
        "sums > %s of [ 1, 2 ] gives { a: 'x' }",
        'sums > val {"a": 1} and [1, "a"]',
        "sums > says it's",
        'sums > holds Foo { a: 1 }',
        'sums > maps Map(1) { 1 => 2 } and Set {1}',
        'sums > runs [Function: fn]',
        'sums > throws [Error: boom]',
        'sums > text abc',
        'sums > zero -0',
        'sums > lists [ 1, 2, [length]: 2 ]',
      ],
      [
        "sums > %s of [ 1, 2 ] gives { a: 'x' }",
        "sums > val { a: 1 } and [ 1, 'a' ]",
        "sums > says 'it\\'s'",
        'sums > holds Foo{ a: 1 }',
        'sums > maps Map{ 1 => 2 } and Set{ 1 }',
        'sums > runs [Function fn]',
        'sums > throws Error: boom',
        "sums > text 'abc'",
        'sums > zero +0',
        'sums > lists [ 1, 2 ]',
      ],
    );
  });

  it('are found again where vitest leaves a placeholder of Jest in the title', () => {
    expectSame(
      ['sums > adds 1 to "a"', 'sums > adds {"b": [Array]} to null', 'sums > row 0', 'sums > row 1'],
      ['sums > adds %p to %p', 'sums > adds %p to %p #2', 'sums > row $#', 'sums > row $# #2'],
    );
    expectSame(
      ['O > val {"a": "x", "b": [Array]} idx 16', 'O > val [[Array]] idx 30'],
      ["O > val { a: 'x', b: [ 1, { c: 2 } ] } idx $#", 'O > val [ [ 1 ] ] idx $#'],
    );
  });

  it('are found again where one report joins them with blanks, and the other puts the file before them', () => {
    expectSame(
      ['cart total adds up', 'cart total adds up #2', 'till opens'],
      [
        'test/cart.test.ts > cart > total > adds up',
        'test/cart.test.ts > cart > total > adds up #2',
        'till.spec.js > till > opens',
      ],
    );
  });

  it("are found again from JUnit 4's cases in JUnit 5's, as Surefire 2 and 3 write them", () => {
    const four = [
      'x.SumTest > adds[0]',
      'x.SumTest > adds[1]',
      'x.SumTest > other[0: f(1)=a]',
      'x.SumTest > other[1: f(2)=b]',
    ];
    expectSame(four, [
      'x.SumTest > adds(int, String)[1]',
      'x.SumTest > adds(int, String)[2]',
      'x.SumTest > other(int)[1]',
      'x.SumTest > other(int)[2]',
    ]);
    expectSame(four, [
      'x.SumTest > adds{int}[1]',
      'x.SumTest > adds{int}[2]',
      'x.SumTest > other{int}[1]',
      'x.SumTest > other{int}[2]',
    ]);
    expectSame(['x.SumTest > adds[0]', 'x.SumTest > adds[1]'], ['x.SumTest > [1] 1, a', 'x.SumTest > [2] 2, b']);
    expectSame(['x.SumTest > adds', 'x.SumTest > informs'], ['x.SumTest > adds()', 'x.SumTest > informs(TestInfo)']);
    expectSame(
      ['x.SumTest > adds[0]', 'x.SumTest > adds[1]'],
      ['x.SumTest > adds[1, a](1)', 'x.SumTest > adds[2, b](2)'],
    );
  });

  it('are found again with the eleventh case after the second, whatever the order of the report', () => {
    const four = Array.from({ length: 12 }, (_, index) => `T > adds[${index}]`);
    const five = Array.from({ length: 12 }, (_, index) => `T > adds(int)[${index + 1}]`);
    const { pairs } = match(four, five.toSorted());
    expect(new Map(pairs as [string, string][])).toEqual(new Map(four.map((id, index) => [id, five[index]])));
  });

  it('are found again where a method of a unittest class becomes a function, and where a separator changes', () => {
    expectSame(
      ['tests.test_a.TestX > test_one', 'tests.test_b.TestY > test_one'],
      ['tests.test_a > test_one', 'tests.test_b > test_one'],
    );
    expectSame(['test.TestX.test_a'], ['test.TestX::test_a']);
    expectSame(
      ['tests.test_a > test_par[1]', 'tests.test_a > test_par[None]'],
      ['tests.test_a.TestX > test_par[one]', 'tests.test_a.TestX > test_par[none]'].map((id) =>
        id.replace('.TestX', ''),
      ),
    );
  });
});

describe('names that are not the same', () => {
  it('are not paired, however much they resemble each other', () => {
    expect(match(['a > works'], ['b > works']).pairs).toEqual([]);
    expect(match(['parses numbers'], ['parses nothing']).pairs).toEqual([]);
    expect(match(['x.OneTest > adds'], ['x.TwoTest > adds']).pairs).toEqual([]);
    expect(match(['lists > adds 1'], ['lists > adds 2']).pairs).toEqual([]);
  });

  it('are not guessed where a case is missing', () => {
    expect(match(['T > adds[0]', 'T > adds[1]'], ['T > adds(int)[1]']).lost).toEqual(['T > adds[0]', 'T > adds[1]']);
    expect(match(['adds 1', 'adds 2'], ['adds %p']).lost).toHaveLength(2);
  });

  it('are told from those that only may be the same', () => {
    const [pair] = matchTests(tests(['inner']), tests(['a > inner', 'b > inner'])).pairs;
    expect(pair?.certain).toBe(false);
    expect(matchTests(tests(['inner']), tests(['a > inner'])).pairs[0]?.certain).toBe(true);
  });
});

describe('matching, for any report', () => {
  const id = fc.constantFrom(
    ...[
      'a',
      'a > b',
      'b',
      'b #2',
      'T > c[0]',
      'T > c[1]',
      'T > c(int)[1]',
      'x {"a": 1}',
      'x { a: 1 }',
      'x %p',
      'x 1',
      'm.T > t',
      'm > t',
    ],
  );
  const ids = fc.uniqueArray(id, { minLength: 1 });

  it('uses every test once', () => {
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const { pairs, lost, added } = match(before, after);
        const [taken, found] = [
          [...pairs.map(([one]) => one), ...lost],
          [...pairs.map(([, other]) => other), ...added],
        ];
        expect([new Set(taken), taken.length]).toEqual([new Set(before), before.length]);
        expect([new Set(found), found.length]).toEqual([new Set(after), after.length]);
      }),
    );
  });

  it('loses none in another order, and always one that is removed', () => {
    fc.assert(
      fc.property(
        ids.chain((names) =>
          fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length }), fc.nat()),
        ),
        ([names, shuffled, pick]) => {
          expect(match(names, shuffled)).toMatchObject({ lost: [], added: [] });
          expect(match(names, shuffled.toSpliced(pick % names.length, 1)).lost).toHaveLength(1);
        },
      ),
    );
  });

  it('loses none when every test is renamed by a rule, and always some when one of those is removed', () => {
    const value = fc.constantFrom('1', '"a"', '{"k": 1}', '[1, 2]', 'null');
    const rules = fc.constantFrom(
      (suite: string, name: string) => `${suite}.test.js > ${suite} > ${name}`,
      (suite: string, name: string) => `${suite} ${name}`,
      (suite: string, name: string) => `${suite} > ${name.replaceAll('"', "'")}`,
      (_: string, name: string) => name,
    );
    const titles = fc.uniqueArray(fc.tuple(fc.constantFrom('cart', 'till'), fc.constantFrom('adds', 'drops'), value), {
      minLength: 1,
      selector: (title) => title.join(' '),
    });
    fc.assert(
      fc.property(titles, rules, fc.nat(), (all, rename, pick) => {
        const before = all.map(([suite, verb, given]) => `${suite} > ${verb} ${given}`);
        const seen = new Map<string, number>();
        const after = all.map(([suite, verb, given]) => {
          const name = rename(suite, `${verb} ${given}`);
          const count = (seen.get(name) ?? 0) + 1;
          seen.set(name, count);
          return count === 1 ? name : `${name} #${count}`;
        });
        expect(match(before, after)).toMatchObject({ lost: [], added: [] });
        expect(match(before, after.toSpliced(pick % after.length, 1)).lost).not.toEqual([]);
      }),
    );
  });
});

describe('matching of large reports', () => {
  it.each([
    ['renamed', (index: number) => [`s > adds ${index} {"a": 1}`, `f.test.js > s > adds ${index} { a: 1 }`]],
    ['cases', (index: number) => [`T > adds[${index}]`, `T > adds(int)[${index + 1}]`]],
    ['nested', (index: number) => ['works', `s${index} > works`]],
    ['lost', (index: number) => [`a${index} > works`, `b${index} > works`]],
    ['templates', (index: number) => [`adds ${index} up`, 'adds %p up']],
  ])('takes less than two seconds for 20,000 tests: %s', (_, make) => {
    const pairs = Array.from({ length: 20_000 }, (__, index) => make(index));
    const numbered = (ids: string[]) =>
      ids.map((id, index) => ({ id: index === 0 ? id : `${id} #${index + 1}`, outcome: 'passed' as const }));
    const [before, after] = [numbered(pairs.map(([one = '']) => one)), numbered(pairs.map(([, other = '']) => other))];
    // Of this process alone: what else the machine does is no fault of ours.
    const from = process.cpuUsage();
    matchTests(before, after);
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
