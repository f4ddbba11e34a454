import { z } from 'zod';
import { LogResource } from './log-resource.ts';
import { MigrationResource } from './migration-resource.ts';
import { ModuleResource } from './module-resource.ts';

const next = z
  .string()
  .optional()
  .describe('Where the next page begins: give it as the parameter cursor. Absent on the last page.');

/** A page of migrations, newest first. */
export const MigrationPage = z.object({ migrations: z.array(MigrationResource), next }).meta({ id: 'MigrationPage' });

/** A page of modules, in the plan's order. */
export const ModulePage = z.object({ modules: z.array(ModuleResource), next }).meta({ id: 'ModulePage' });

/** A page of a module's steps, oldest first. */
export const LogPage = z.object({ logs: z.array(LogResource), next }).meta({ id: 'LogPage' });
