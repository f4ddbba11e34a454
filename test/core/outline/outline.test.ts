import { describe, expect, it } from 'vitest';
import { outline } from '../../../src/core/outline/outline.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

describe('outline', () => {
  it.each([
    [
      'a.ts',
      lines(
        "import x from 'x';",
        'export class A {',
        '  one(): void {',
        '    deep();',
        '  }',
        '}',
        'interface B {}',
        'run();',
      ),
      '2: export class A {\n3:   one(): void {\n7: interface B {}',
    ],
    [
      'a.cjs',
      lines('function f() {', '  function inner() {}', '}', 'module.exports = f;', 'exports.g = f;'),
      '1: function f() {\n4: module.exports = f;\n5: exports.g = f;',
    ],
    [
      'a.py',
      lines('import os', 'class A:', '    def one(self):', '        def inner(): pass', 'def two(): pass'),
      '2: class A:\n3:     def one(self):\n5: def two(): pass',
    ],
    [
      'a.go',
      lines('package a', 'type T struct{}', 'func (t T) One() {', '}', 'func two() {}'),
      '2: type T struct{}\n3: func (t T) One() {\n5: func two() {}',
    ],
    [
      'A.java',
      lines('class A {', '  @Override', '  public void one() {', '  }', '}'),
      '1: class A {\n3:   public void one() {',
    ],
    [
      'a.rs',
      lines('struct A;', 'impl A {', '    fn one(&self) {}', '}'),
      '1: struct A;\n2: impl A {\n3:     fn one(&self) {}',
    ],
  ])('of %s has the lines that declare something', (path, text, expected) => {
    expect(outline(path, text, 10_000)).toBe(expected);
  });

  it('ends where there is no room, and says how much is missing', () => {
    const text = lines('const a = 1;', 'const b = 2;', 'const c = 3;');
    expect(outline('a.js', text, 20)).toBe('1: const a = 1;\n(2 more)');
    expect(outline('a.js', text, 5)).toBeUndefined();
  });

  it('is none for what has no parser, or declares nothing', () => {
    expect(outline('a.txt', 'function f() {}', 100)).toBeUndefined();
    expect(outline('a.js', 'run();', 100)).toBeUndefined();
  });
});
