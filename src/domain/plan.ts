import type { CommitId, MigrationId } from './ids.ts';
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
  /** What the repository holds that Drover leaves alone (submodules, LFS), in words. */
  warnings: string[];
};
