/**
 * Counts tests as passed or failed. A file or a group that fails as a whole counts as one failure, as do errors that no
 * test caught: else its tests, which did not run, would be missing from the count in silence.
 *
 * @param {Iterable<import('vitest/node').TestModule>} modules
 * @param {number} unhandledErrors
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(modules, unhandledErrors) {
  const count = { passed: 0, failed: unhandledErrors };
  for (const module of modules) {
    if (module.errors().length > 0) count.failed += 1;
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) count.failed += 1;
    }
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') count.passed += 1;
      if (state === 'failed' || state === 'pending') count.failed += 1;
    }
  }
  return count;
}
