import type { ExecutedCommand } from './exec-verify-command.ts';

/**
 * What was run at one commit for several modules: a command that does the same for each of them runs once. `again` counts the runs of a
 * command at the commit, from 0 on.
 */
export type SharedRuns = {
  /** The names of the commands that are run once. */
  readonly common: ReadonlySet<string>;
  find(name: string, again: number): ExecutedCommand | undefined;
  keep(name: string, again: number, executed: ExecutedCommand): void;
};

/** Begins to share runs at a commit. */
export function sharedRuns(common: ReadonlySet<string>): SharedRuns {
  const known = new Map<string, ExecutedCommand>();
  return {
    common,
    find: (name, again) => known.get(`${again} ${name}`),
    keep(name, again, executed) {
      if (common.has(name)) known.set(`${again} ${name}`, executed);
    },
  };
}
