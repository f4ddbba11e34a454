import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

function figures(text: string): string {
  const count = countAssertions('tests/test_a.py', text);
  return count === undefined ? 'not counted' : `${count.total} total, ${count.constant} constant`;
}

describe('assertions in Python', () => {
  it.each([
    ['assert statements', 'def test_a():\n  assert f() == 1, "why"\n  assert x\n  assert(y)\n', 3],
    [
      "unittest's methods",
      'self.assertEqual(f(), 1)\nself.assertTrue(x)\nself.fail("no")\nwith self.assertRaises(E):\n  f()\n',
      4,
    ],
    [
      "pytest's functions",
      'with pytest.raises(E) as e:\n  f()\npytest.fail("no")\npytest.skip("later")\npytest.approx(1)\n',
      2,
    ],
    [
      'names taken out of pytest',
      'from pytest import (raises, fail as stop,\n  mark)\nwith raises(E):\n  f()\nstop()\nmark.x()\n',
      2,
    ],
    [
      "mock's, numpy's and helpers",
      'm.assert_called_once_with(1, 1)\nnp.testing.assert_allclose(a, b)\nassert_valid(x)\n',
      3,
    ],
    ['newer syntax', 'match x:\n  case [1, *rest] if rest:\n    assert rest == f"{x!r:>{width}}"\n', 1],
  ])('counts %s', (_what, text, total) => {
    expect(figures(text)).toBe(`${total} total, 0 constant`);
  });

  it.each([
    [
      'literals',
      'assert True\nassert 1 == 1\nassert not None\nself.assertTrue(1)\nself.assertEqual("a", "b", msg=m)\n',
    ],
    [
      'a value with itself',
      'assert x == x\nassert (a.b) != (a.b)\nself.assertEqual(x,  x)\nself.assertIs(a[0], a[0])\n self.assertEqual(y, y, "why")\n',
    ],
  ])('knows those that compare %s', (_what, text) => {
    const [, total, constant] = /(\d+) total, (\d+) constant/.exec(figures(text)) ?? [];
    expect(Number(total)).toBeGreaterThan(3);
    expect(constant).toBe(total);
  });

  it('knows a tuple for what it is: always true, unless it is empty', () => {
    expect(figures('assert (f(), 1)\nassert (f() == 1, "why")\nassert f(), 1\nassert ()\n')).toBe(
      '4 total, 2 constant',
    );
  });

  it('does not take two calls for the same value', () => {
    expect(figures('assert f() == f()\nself.assertEqual(next(i), next(i))\n')).toBe('2 total, 0 constant');
  });

  it('does not count comments, texts and functions of other names', () => {
    expect(figures('# assert x\nsource = "assert x"\nself.failed(1)\nfail(x)\nassertion(x)\nraises(E)\n')).toBe(
      '0 total, 0 constant',
    );
  });

  it('counts in source that is broken, and not in what nobody writes', () => {
    expect(figures('def test_a(:\n  assert x == 1\n')).toBe('1 total, 0 constant');
    expect(figures(`x = ${'['.repeat(1_000_001)}`)).toBe('not counted');
    expect(figures(`assert ${'('.repeat(20_000)}x`)).toBe('1 total, 0 constant');
  });
});
