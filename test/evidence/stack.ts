/** A small module and its tests, which cases take apart. */
export const lib = `'use strict';

class Stack {
  #items = [];

  push(item) {
    this.#items.push(item);
    return this;
  }

  pop() {
    return this.#items.pop();
  }

  get size() {
    return this.#items.length;
  }

  toList() {
    return [...this.#items];
  }
}

module.exports = { Stack };
`;

/** The last item stays where it is: a fault that the tests notice. */
export const broken = lib.replace('this.#items.pop()', 'this.#items.at(-1)');

export const tests = `'use strict';
const { describe, test } = require('node:test');
const assert = require('node:assert');
const { Stack } = require('../lib/stack.js');

describe('Stack', () => {
  test('begins empty', () => {
    assert.strictEqual(new Stack().size, 0);
  });

  test('gives back the last item first', () => {
    const stack = new Stack().push('a').push('b');
    assert.strictEqual(stack.pop(), 'b');
    assert.strictEqual(stack.pop(), 'a');
    assert.strictEqual(stack.size, 0);
  });

  for (const count of [2, 3, 5]) {
    test(\`holds \${count} items\`, () => {
      const stack = new Stack();
      for (let item = 0; item < count; item += 1) stack.push(item);
      assert.strictEqual(stack.size, count);
    });
  }

  test('lists its items', () => {
    assert.deepStrictEqual(new Stack().push(7).push(8).toList(), [7, 8]);
  });
});
`;

export const files = {
  'lib/stack.js': lib,
  'test/stack.test.js': tests,
  'lib/queue.js': 'module.exports = [];\n',
  'package.json': '{ "name": "stack", "version": "1.0.0", "scripts": { "test": "node --test test/" } }\n',
};

/** The tests with one piece replaced; throws when it is not there, so that no case is empty by a slip. */
export function edit(text: string, ...pairs: [from: string, to: string][]): string {
  return pairs.reduce((edited, [from, to]) => {
    if (!edited.includes(from)) throw new Error(`There is no ${JSON.stringify(from)} to replace.`);
    return edited.replace(from, () => to);
  }, text);
}

/** The test that notices the fault. */
export const guilty = tests.slice(tests.indexOf("  test('gives back"), tests.indexOf('  for (const count'));
