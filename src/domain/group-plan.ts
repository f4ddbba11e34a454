import type { ModuleKey } from './ids.ts';

/** Modules that can only be green together, as planned. */
export type GroupPlan = {
  key: ModuleKey;
  name: string;
  members: ModuleKey[];
  wave?: number;
  /** Names of the `per: group` commands that judge it; all of them where it is missing. */
  verify?: string[];
};
