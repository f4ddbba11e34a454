import { describe, expect, it } from 'vitest';
import { expectedInTree } from '../../../src/core/tampering/expected-in-tree.ts';

function expected(assertion: string): string[] | undefined {
  return expectedInTree('ATest.java', `class ATest { void a() { ${assertion}; } }`)?.toSorted();
}

describe('what assertions in Java expect', () => {
  it.each([
    ['a text', 'assertEquals("sum", 3, f(4))', 'assertEquals(3, f(4), "sum")'],
    ['texts put together', 'assertEquals(m + " of " + n, 3, f())', 'assertEquals(3, f(), m + " of " + n)'],
    ['a function', 'assertEquals("sum", 3, f())', 'assertEquals(3, f(), () -> "sum")'],
    ['a variable', 'assertEquals(message, 3, f(4))', 'assertEquals(3, f(4), message)'],
    ['one among other texts', 'assertEquals("name", f(), "x")', 'assertEquals(f(), "x", "name")'],
    ['one beside a tolerance', 'assertEquals("sum", 3.5, f(), 0.1)', 'assertEquals(3.5, f(), 0.1, "sum")'],
    ['one of a condition', 'assertTrue(m + " is 1", f() > 1)', 'assertTrue(f() > 1, m + " is 1")'],
  ])('is the same with the message first and last: %s', (_what, before, after) => {
    expect(expected(after)).toEqual(expected(before));
    expect(expected(before)).not.toEqual([]);
  });

  it('does not hold messages, so that they may be worded anew', () => {
    expect(expected('assertEquals("sum of " + n, 3, f())')).toEqual(['3']);
    expect(expected('assertArrayEquals(3, f(), m + " of all")')).toEqual(['3']);
    expect(expected('assertTrue("it holds", f("x"))')).toEqual(['x']);
  });

  it('holds a tolerance, which says how much may be wrong', () => {
    expect(expected('assertEquals(3.5, f(), 0.1)')).toEqual(['0.1', '3.5']);
  });
});
