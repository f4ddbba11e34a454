import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

const constant = (text: string, path = 'test/a.js') => countAssertions(path, text)?.constant;
const python = (...lines: string[]) =>
  constant(`def test_a():\n${lines.map((line) => `    ${line}\n`).join('')}`, 'a.py');
const go = (body: string) => constant(`package a\nfunc TestA(t *testing.T) {\n${body}\n}\n`, 'a_test.go');

describe('assertions that are never reached, or whose failure is forgotten', () => {
  it.each([
    ['behind a return', 'it("a", () => { return; assert.equal(f(), 1); });'],
    ['behind process.exit', 'assert.ok; process.exit(0); assert.equal(f(), 1);'],
    ['behind a throw, in a callback', 'it("a", () => { throw new Skip(); run(() => assert.equal(f(), 1)); });'],
    ['under if (false)', 'if (false) { expect(f()).toBe(1); }'],
    ['in the other branch of if (true)', 'if (true) { f(); } else { expect(f()).toBe(1); }'],
    ['in a try with an empty catch', 'it("a", () => { try { assert.equal(f(), 1); } catch {} });'],
    ['in a try whose catch only prints', 'try { expect(f()).toBe(1); } catch (error) { console.log(error); return; }'],
    ['in a loop in such a try', 'try { all.forEach((x) => assert.ok(x)); } catch (_) {}'],
    ['with a catch behind its promise', 'it("a", () => assert.rejects(f()).catch(() => {}));'],
  ])('prove nothing in JavaScript: %s', (_, text) => expect(constant(text)).toBe(1));

  it.each([
    ['a return in a branch', 'it("a", () => { if (x) { return; } assert.equal(f(), 1); });'],
    ['a function that is declared behind the return', 'return check(); function check() { assert.equal(f(), 1); }'],
    ['a catch that fails', 'try { assert.equal(f(), 1); } catch (error) { throw new Error(error); }'],
    ['a catch that asserts', 'try { f(); } catch (error) { assert.equal(error.code, 1); }'],
    ['a catch that hands the error on', 'try { assert.equal(f(), 1); } catch (error) { done(error); }'],
    ['a catch that keeps the error', 'try { assert.equal(f(), 1); } catch (error) { last = error; }'],
    ['a finally alone', 'try { assert.equal(f(), 1); } finally { close(); }'],
    ["a context's own report", 'test("a", (t) => { try { t.equal(f(), 1); } catch {} });'],
    ['a test that is declared in a try', 'try { it("a", () => { assert.equal(f(), 1); }); } catch {}'],
    ['another promise', 'close().catch(() => {}); assert.equal(f(), 1);'],
    ['a case behind one that ends', 'switch (x) { case 1: return; case 2: assert.equal(f(), 1); }'],
  ])('are not mistaken in JavaScript: %s', (_, text) => expect(constant(text)).toBe(0));

  it('prove nothing in Python, and are not mistaken', () => {
    expect(python('return', 'assert f() == 1')).toBe(1);
    expect(python('sys.exit(0)', 'assert f() == 1')).toBe(1);
    expect(python('if False:', '    assert f() == 1')).toBe(1);
    expect(python('try:', '    assert f() == 1', 'except Exception:', '    pass')).toBe(1);
    expect(python('try:', '    self.assertEqual(f(), 1)', 'except:', '    print(1)')).toBe(1);
    expect(python('with contextlib.suppress(AssertionError):', '    assert f() == 1')).toBe(1);

    expect(python('if x:', '    return', 'assert f() == 1')).toBe(0);
    expect(python('if x:', '    pass', 'else:', '    assert f() == 1')).toBe(0);
    expect(python('try:', '    assert f() == 1', 'except ImportError:', '    pass')).toBe(0);
    expect(python('try:', '    assert f() == 1', 'except Exception:', '    raise')).toBe(0);
    expect(python('try:', '    f()', 'except Exception:', '    pass', 'else:', '    assert f() == 1')).toBe(0);
    expect(python('with suppress(FileNotFoundError):', '    assert f() == 1')).toBe(0);
  });

  it('prove nothing in Go, and are not mistaken', () => {
    expect(go('return\nt.Error(1)')).toBe(1);
    expect(go('os.Exit(0)\nif x { t.Fatal(1) }')).toBe(1);
    expect(go('if false { t.Error(1) }')).toBe(1);
    expect(go('if x { return }\nt.Error(1)')).toBe(0);
    expect(go('switch x {\ncase 1:\n return\ncase 2:\n t.Error(1)\n}')).toBe(0);
    expect(go('if x { f() } else { t.Error(1) }')).toBe(0);
  });
});

describe('focused tests', () => {
  const focused = (text: string, path = 'a.js') => countAssertions(path, text)?.focused ?? 0;

  it.each([
    'test.only("a", () => {});',
    'describe.only("a", function () {});',
    'fit("a", () => {}); ',
    'fdescribe("a", () => {});',
    'it.only.each([[1]])("a %s", () => {});',
    'describe.only.each`x`("a", () => {});',
    'test.serial.only("a", (t) => {});',
    'test("a", { only: true }, () => {});',
    't.test("a", { "only": true }, (t) => {});',
  ])('are seen: %s', (text) => expect(focused(text)).toBe(1));

  it.each([
    'only(x, () => {});',
    'it("only", () => {});',
    'test("a", { only: false }, () => {});',
    'query.only("name");',
    'fit(model);',
    'it.skip("a", () => {});',
  ])('are not seen where there is none: %s', (text) => expect(focused(text)).toBe(0));

  it('are seen in Python and Go, too', () => {
    expect(focused('@pytest.mark.only\ndef test_a():\n  assert f()\n', 'a.py')).toBe(1);
    expect(
      focused('package a\nvar _ = FDescribe("x", func() { FIt("y", func() {}) ; It("z", func() {}) })\n', 'a_test.go'),
    ).toBe(2);
  });
});
