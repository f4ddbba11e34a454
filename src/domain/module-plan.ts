import type { ModuleKey } from './ids.ts';

/** A unit of work, as planned. */
export type ModulePlan = {
  key: ModuleKey;
  path: string;
  /** What commands get as NAME; the last part of the path where there is none. A workspace's is its package's name. */
  name?: string;
  role: ModuleRole;
  /** The files that it is made of at the base commit. */
  paths: string[];
  /** Patterns of the files that a step may change, with the placeholders already replaced. */
  mayChange: string[];
};

/** `first` comes before all others, `last` after all others. */
export type ModuleRole = 'first' | 'module' | 'last';
