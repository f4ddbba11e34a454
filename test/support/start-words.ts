import { gitRepository, type GitRepository } from './git-repository.ts';
import { migrationData, type MigrationData } from './migration-data.ts';
import type { MigrationStack } from './migration-stack.ts';
import { smallMigration } from './small-migration.ts';
import { wordModule, wordVerify } from './word-module.ts';

type Start = Parameters<MigrationStack['start']>;
type Started = Awaited<ReturnType<MigrationStack['start']>> & { repository: GitRepository; data: MigrationData };

export type StartWords = (paths: string[], more?: Partial<Start[0]>, how?: Start[1]) => Promise<Started>;

/** Starts a migration of a new repository, whose files at `paths` are word modules: OLD is to become NEW. */
export async function startWords(
  stack: MigrationStack,
  ...[paths, more = {}, how = {}]: Parameters<StartWords>
): Promise<Started> {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const file = { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'migrated' }, ...more };
  const migration = await stack.start(file, how);
  return { ...migration, repository, data: migrationData(stack.dataFolder, migration.id) };
}
