import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

function figures(text: string, path = 'test/a.js'): string {
  const count = countAssertions(path, text);
  return count === undefined ? 'not counted' : `${count.total} total, ${count.constant} constant`;
}

describe('what counts as an assertion', () => {
  it.each([
    [
      'assertions of a test context',
      "test('a', function (t) { t.equal(f(), 1); t.ok(x); t.throws(f); t.fail(); t.end(); });",
      4,
    ],
    ['a context of another name', "tape('a', (q) => { q.same(f(), [1]); q.plan(2); q.comment('x'); });", 1],
    ['nested tests', "t.test('a', (sub) => { sub.equal(f(), 1); sub.test('b', (deep) => deep.ok(x)); });", 2],
    [
      'assert itself and its methods',
      'assert(x); assert.equal(f(), 1); assert.strict.deepEqual(f(), g()); assert?.ok(x);',
      4,
    ],
    [
      'an assertion module by another name',
      "const check = require('node:assert/strict'); check(x); check.equal(a, b);",
      2,
    ],
    [
      'imported assertions',
      "import is, { equal as same, AssertionError } from 'node:assert'; is(x); same(a, b); throw new AssertionError();",
      2,
    ],
    [
      'assertions taken out of the module',
      "const { ok, deepEqual } = require('assert'); const eq = assert.equal; ok(x); deepEqual(a, b); eq(a, b);",
      3,
    ],
    [
      'assertions of the context of node:test',
      "test('a', (t) => { t.assert.equal(f(), 1); t.assert.ok(x); t.skip('no'); });",
      2,
    ],
    [
      'expectations, one for each chain',
      'expect(f()).toBe(1); expect(g()).not.toEqual([1]); await expect(p).resolves.toBe(2); expect(x).to.be.true;',
      4,
    ],
    ['calls through brackets', "t['equal'](f(), 1);", 1],
  ])('counts %s', (_what, text, total) => {
    expect(figures(text)).toBe(`${total} total, 0 constant`);
  });

  it.each([
    ['comments', '// t.equal(a, b)\n/* assert(x) */'],
    ['texts', "const example = 'assert.equal(a, b)';"],
    ['what only organises tests', "t.end(); t.plan(2); t.test('x'); t.comment('y'); t.skip('z'); t.teardown(f);"],
    [
      'methods of other objects',
      "text.match(/a/); list.includes(x); cache.has(y); type.is('json'); stream.on('data', (d) => d.equal(x));",
    ],
    ['expect alone', 'expect(x); expect.assertions(2);'],
  ])('does not count %s', (_what, text) => {
    expect(figures(text)).toBe('0 total, 0 constant');
  });
});

describe('what makes an assertion constant', () => {
  it.each([
    'assert.ok(true)',
    'assert(1, "message")',
    'assert.strictEqual(1, 1, message)',
    't.equal(x, x)',
    't.same(a.b[0], a.b[0])',
    't.deepEqual([1, { a: 2 }], [1, { a: 2 }])',
    't.ok(true || f())',
    't.ok(f() || true)',
    't.ok(!!1)',
    't.notOk(!1 && x)',
    't.ok({})',
    't.ok(x = 1)',
    't.equal(`a`, "a")',
    't.equal(1 + 1, 2)',
    't.equal(Boolean(1), true)',
    't.pass("done")',
    't.throws(() => { throw new Error("x"); })',
    't.doesNotThrow(function () {})',
    'expect(true).toBe(true)',
    'expect(x).toEqual(x)',
    'expect(1).toBeTruthy()',
    'expect(1).not.toBe(2)',
  ])('%s can not fail', (text) => {
    expect(figures(text)).toBe('1 total, 1 constant');
  });

  it.each([
    't.equal({}.polluted, undefined)',
    't.equal((4).z, undefined)',
    't.equal(f(), f())',
    't.notEqual(x, x)',
    't.ok(x || y)',
    't.ok(x && true)',
    't.ok(f(1))',
    't.fail("never")',
    't.throws(() => { throw parse("x"); })',
    't.doesNotThrow(() => parse("x"))',
    't.doesNotThrow(f)',
    't.equal(...pair)',
    'expect(f()).toBe(1)',
    'expect(() => f()).toThrow()',
    'expect(f).toHaveBeenCalled()',
    'expect(x).not.toBe(x)',
  ])('%s can fail', (text) => {
    expect(figures(text)).toBe('1 total, 0 constant');
  });

  it('looks through type casts', () => {
    expect(figures('assert.ok(true as boolean); assert.equal(x!, x as number); assert.ok(f()!);', 'a.ts')).toBe(
      '3 total, 2 constant',
    );
  });
});

describe('which files are counted', () => {
  it.each(['a.js', 'a.cjs', 'a.mjs', 'a.jsx', 'a.ts', 'a.tsx', 'a.mts', 'a.cts'])('counts in %s', (path) => {
    expect(countAssertions(path, 'assert(f());')).toEqual({ path, total: 1, constant: 0 });
  });

  it('reads TypeScript, JSX and Flow, each by the file', () => {
    expect(figures('const x = <T,>(y: T): T => y; assert(x<number>(1));', 'a.ts')).toBe('1 total, 0 constant');
    expect(figures('const x: number = 1; assert(f(<b>{x}</b>));', 'a.tsx')).toBe('1 total, 0 constant');
    expect(figures('// @flow\nconst x: ?number = f(); assert(x);', 'a.js')).toBe('1 total, 0 constant');
  });

  it('does not count in other languages', () => {
    expect(figures('assert x == 1', 'test_a.rb')).toBe('not counted');
    expect(figures('{}', 'package.json')).toBe('not counted');
  });

  it('does not count what has no syntax, is nested without end, or is huge', () => {
    expect(figures('test("a", (t) => { t.equal(1, ')).toBe('not counted');
    expect(figures(`${'('.repeat(100_000)}1${')'.repeat(100_000)}`)).toBe('not counted');
    expect(figures(`/*${'x'.repeat(1_000_000)}*/`)).toBe('not counted');
  });

  it('counts beside very long lists', () => {
    expect(figures(`const list = [${'1,'.repeat(130_000)}]; t.ok(f());`)).toBe('1 total, 0 constant');
  });

  it('counts in long chains, which nest deeply in the tree', () => {
    expect(
      figures(`t.ok(${Array.from({ length: 900 }, () => 'x').join(' + ')}); expect(a)${'.b()'.repeat(500)};`),
    ).toBe('2 total, 0 constant');
  });
});
