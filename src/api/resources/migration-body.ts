import { MigrationFile } from '../../domain/migration-file.ts';

/** The body that starts a migration: the migration file as it is written. */
export const MigrationBody = MigrationFile.meta({
  id: 'MigrationFile',
  description:
    'What a platform team writes once: the goal in words, how to split the repository, how to verify a module.',
});
