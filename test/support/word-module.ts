/**
 * A test file whose test passes when the word is OLD before the migration and NEW after it: the commands say which one is wanted in WORD.
 * It holds two tests with three assertions.
 */
export function wordModule(): string {
  return [
    "const { test } = require('node:test');",
    "const assert = require('node:assert');",
    '',
    "const word = 'OLD';",
    '',
    "test('has a word', () => {",
    '  assert.strictEqual(word.length, 3);',
    "  assert.strictEqual(typeof word, 'string');",
    '});',
    '',
    "test('has the wanted word', () => {",
    '  assert.strictEqual(word, process.env.WORD);',
    '});',
    '',
  ].join('\n');
}

/** Verify commands for `wordModule`: the old word before, the new one after. */
export const wordVerify = [
  {
    name: 'test',
    before: 'WORD=OLD node --test --test-reporter=junit "./$MODULE"',
    run: 'WORD=NEW node --test --test-reporter=junit "./$MODULE"',
  },
];
