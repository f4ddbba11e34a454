import { z } from 'zod';
import { MigrationFile } from './migration-file.ts';

/**
 * The JSON schema of the migration file as people write it, for editors: with every field's description and default. Draft 7, since that is
 * what editors know best. What no single field shows is left to `parseMigrationFile`.
 */
export function migrationFileSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(MigrationFile, { io: 'input', target: 'draft-7' });
  return { $schema, title: 'Drover migration file', ...schema };
}
