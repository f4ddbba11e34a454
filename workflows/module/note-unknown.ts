import type { ModuleRun } from './module-run.ts';

/** Notes model calls of a turn whose end nobody knows, for the report. */
export function noteUnknown({ view }: ModuleRun, turn: number, calls = 0): void {
  if (calls > 0) view.unknown = [...(view.unknown ?? []), { attempt: view.attempt, turn, calls }];
}
