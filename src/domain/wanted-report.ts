/**
 * How a verify command reports its tests, as the migration file says it: `auto` looks for a report it knows, `junit:GLOB` reads the files
 * below the repository's root that the command wrote and that match the pattern.
 */
export type WantedReport =
  | 'auto'
  | 'exit-code'
  | 'tap'
  | 'junit'
  | 'go-test-json'
  | 'vitest-json'
  | 'jest-json'
  | 'mocha-json'
  | 'cargo-test'
  | `junit:${string}`;
