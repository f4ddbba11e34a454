import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModuleRole } from '../../domain/module-plan.ts';

/** A command that changes a module before the model does. */
export type ModuleCommand = { run: string; network: 'none' | 'registries' | 'open'; timeout: number };

/** The commands that change a module: the recipe's, or the one of the first or last module itself. */
export function moduleCommands(file: MigrationFile, role: ModuleRole): ModuleCommand[] {
  if (role === 'module') return file.recipe.map(({ run, network, timeout }) => ({ run, network, timeout }));
  const { run, network, timeout } = file[role] ?? {};
  return run === undefined || network === undefined || timeout === undefined ? [] : [{ run, network, timeout }];
}
