import type { MigrationRun } from './migration-run.ts';

/** The rules that people have added while it runs, oldest first. */
export function addedRules({ state }: Pick<MigrationRun, 'state'>): string[] {
  return state.decisions.flatMap(({ rule }) => rule ?? []);
}

/** The guide as it is now; its version is 1 at the start, and one more with each rule. */
export function guideNow(run: Pick<MigrationRun, 'input' | 'state'>): { version: number; rules: string[] } {
  const added = addedRules(run);
  return { version: 1 + added.length, rules: [...run.input.file.guide, ...added] };
}
