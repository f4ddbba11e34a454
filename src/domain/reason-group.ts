import type { ModuleState } from './module-state.ts';

/** Modules that ended alike, for the same reason in other words. */
export type ReasonGroup = {
  state: ModuleState;
  /** In the words of the first of them. */
  reason: string;
  count: number;
  /** The paths of all of them, or of the first, in the order that they were given in. */
  paths: string[];
};
