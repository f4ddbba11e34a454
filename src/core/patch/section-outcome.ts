/**
 * What became of a section. `already`: the files are as it wants them. `gone`: what it would delete or move away is missing, which is a
 * problem unless the rest of the patch shows that all of it was applied before. `skipped`: it builds on a section that failed.
 */
export type SectionOutcome =
  | { kind: 'done' }
  | { kind: 'already'; path: string }
  | { kind: 'gone'; path: string; problem: string }
  | { kind: 'refused'; problems: string[] }
  | { kind: 'skipped' };
