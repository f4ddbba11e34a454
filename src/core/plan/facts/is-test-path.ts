const tests = [
  /(?:^|\/)(?:tests?|__tests__|specs?|src\/test)\//i,
  /\.(?:test|spec)\.[^/]+$/i,
  /(?:^|\/)test_[^/]*\.py$/,
  /_test\.(?:go|py|rb|exs)$/,
  /(?:Test|Tests|IT|Spec)\.(?:java|kt|scala|cs)$/,
];

/** Whether a file is a test or lies among tests, by the usual names. */
export function isTestPath(path: string): boolean {
  return tests.some((pattern) => pattern.test(path));
}
