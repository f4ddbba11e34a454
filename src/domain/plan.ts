import type { CommitId, MigrationId } from './ids.ts';
import type { GroupPlan } from './group-plan.ts';
import type { PlanImage } from './image.ts';
import type { LeftOut } from './left-out.ts';
import type { PlanExample } from './plan-example.ts';
import type { MigrationFile } from './migration-file.ts';
import type { ModulePlan } from './module-plan.ts';

/**
 * What `prepareMigration` decided; every later step reads it from the blob store by its address, so that workflows carry
 * the address alone.
 */
export type Plan = {
  v: 1;
  migration: MigrationId;
  /** Whose it is: what one tenant has proved is not another's. */
  tenant?: string;
  file: MigrationFile;
  base: CommitId;
  first?: ModulePlan;
  modules: ModulePlan[];
  last?: ModulePlan;
  /** Files that belong to no module, although it may be around them. */
  leftOut?: LeftOut[];
  /** Modules that can only be green together. */
  groups?: GroupPlan[];
  /** Changes made by hand, for the model to learn from. */
  examples?: PlanExample[];
  /** Pictures for the model. */
  images?: PlanImage[];
  /** What the repository holds that Drover leaves alone (submodules, LFS), in words. */
  warnings: string[];
};
