import type { ModuleKey } from './ids.ts';
import type { ModuleFacts } from './module-facts.ts';

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
  /** Modules that must have landed before it begins. */
  dependsOn?: ModuleKey[];
  /** Modules that it depends on, and that depend on it in turn: it does not wait for them. */
  circle?: ModuleKey[];
  /** Which wave it is in, from 0 on: one more than the highest of what it depends on. */
  wave?: number;
  facts?: ModuleFacts;
  /** The key of its group. */
  group?: ModuleKey;
};

/** `first` comes before all others, `last` after all others. */
export type ModuleRole = 'first' | 'module' | 'last';
