/**
 * A mistake that the demo's brain makes in the first attempt at one file. A `content` fault spoils the migrated file, a `patch` fault
 * the patch that would have made it.
 */
export type Fault = { name: string; kind: 'content' | 'patch'; spoil: (right: string) => string };

/** The demo's mistakes by file: each of another sort, each found by evidence and not by the model's word. */
export const faults: Record<string, Fault> = {
  'test/bool.js': {
    name: 'leaves a t.end() behind, which crashes, since nothing is called t any more',
    kind: 'content',
    spoil: (right) => right.replace(/\n\}\);\n$/, '\n\tt.end();\n});\n'),
  },
  'test/parse.js': {
    name: 'drops a test: the file still passes with exit code 0',
    kind: 'content',
    spoil: (right) => right.replace(/^test\('slashBreak'[\s\S]*?^\}\);\n\n/m, ''),
  },
  'test/unknown.js': {
    name: 'replaces an assertion by one that can not fail',
    kind: 'content',
    spoil: (right) => right.replace("assert.deepStrictEqual(unknown, ['--bad']);", 'assert.ok(true);'),
  },
  'test/short.js': {
    name: 'patches the file as it was before the recipe, and says that it is done',
    kind: 'patch',
    spoil: (right) => right.replace(/^[ -].*$/gm, asBeforeTheRecipe),
  },
};

function asBeforeTheRecipe(line: string): string {
  return line
    .replace("require('node:test')", "require('tape')")
    .replace('assert.deepStrictEqual(', 't.deepEqual(')
    .replace('assert.strictEqual(', 't.equal(')
    .replace('function () {', 'function (t) {');
}
