/**
 * What the whole migration makes of one test file, by rule: tape's assertions become those of `assert`, plans and ends go, and the
 * callbacks no longer take `t`. What the recipe has done already stays as it is.
 */
export function migrateTestFile(source: string): string {
  return source
    .replace("var test = require('tape');\n", "var assert = require('assert');\nvar test = require('node:test');\n")
    .replace(/^\tt\.plan\(\d+\);\n\n?/gm, '')
    .replace(/\n+\tt\.end\(\);\n+(?=\}\);)/g, '\n')
    .replace(/^\tt\.end\(\);\n/gm, '')
    .replace(/\bt\.(?:same|deepEqual)\(/g, 'assert.deepStrictEqual(')
    .replace(/\bt\.equal\(/g, 'assert.strictEqual(')
    .replace(/^(test\(.*, function )\(t\) \{$/gm, '$1() {');
}
