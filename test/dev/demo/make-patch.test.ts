import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../../src/core/patch/apply-patch.ts';
import { makePatch } from '../../../src/dev/demo/make-patch.ts';

function apply(patch: string, before: string): string {
  const result = applyPatch(patch, {
    read: (path) => (path === 'a.js' ? { mode: '100644', content: new TextEncoder().encode(before) } : undefined),
    mayChange: () => true,
  });
  if (result.kind === 'refused') throw new Error(`${result.problems.join('\n')}\n${patch}`);
  const [change] = result.changes;
  return change?.kind === 'write' ? new TextDecoder().decode(change.content) : before;
}

const file = (...tests: string[]) =>
  tests
    .map((name) => `test('${name}', function () {\n\tsetUp();\n\tvar x = 1;\n\tt.same(x, 1);\n\tt.end();\n});\n`)
    .join('\n');

describe('a made patch', () => {
  test('shows three lines around a change and names the statement before it', () => {
    const before = 'begin();\none\ntwo\nthree\nfour\nfive\nsix\nseven\n';
    expect(makePatch('a.js', before, before.replace('five', '5'))).toBe(
      '*** Begin Patch\n*** Update File: a.js\n@@ one\n two\n three\n four\n-five\n+5\n six\n seven\n*** End Patch\n',
    );
  });

  test('shows more lines where three would fit in several places', () => {
    const before = file('a', 'b', 'c');
    const at = before.lastIndexOf('\tt.end();\n');
    const after = before.slice(0, at) + before.slice(at + '\tt.end();\n'.length);

    const patch = makePatch('a.js', before, after);

    expect(patch).toContain(" test('c', function () {\n \tsetUp();");
    expect(apply(patch, before)).toBe(after);
  });

  test('applies to any text and makes the other one of it', () => {
    const line = fc.constantFrom('a', 'b', '\tb', '', "test('x', function () {", "test('y', function () {", '});');
    const text = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(apply(makePatch('a.js', before, after), before)).toBe(after);
      }),
    );
  });

  test('applies where two texts differ in few places', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 2 });
    fc.assert(
      fc.property(names, fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }), (tests, places) => {
        const before = file(...tests);
        const lines = before.trimEnd().split('\n');
        const after = `${lines.filter((_, index) => !places.includes(index)).join('\n')}\n`;
        fc.pre(before !== after && after !== '\n');
        expect(apply(makePatch('a.js', before, after), before)).toBe(after);
      }),
    );
  });
});
