import type { ModuleState } from '../../../domain/module-state.ts';

/** A module as steering sees it: `going` until it has ended; `begun` says whether it is at work. */
export type SteeredModule = { key: string; path: string; state: 'going' | ModuleState; begun?: boolean };

export type SteerState = {
  /** Finds a module by its key or path. */
  find: (module: string) => SteeredModule | undefined;
  /** The modules that have ended as `unresolved`; with a module, those that ended for the same reason as it. */
  unresolved: (like?: string) => SteeredModule[];
  /** How many modules run at once. */
  concurrency: number;
  /** The rules of the guide, those of the migration file among them. */
  guide: readonly string[];
  /** Set when the migration has ended, or is being stopped. */
  over?: string;
};
