import { migrationFileSchema } from '../../domain/migration-file-schema.ts';
import type { Io } from '../io.ts';

/** `drover schema`: the migration file's JSON schema, for editors. */
export function schema(io: Io): number {
  io.print(JSON.stringify(migrationFileSchema(), null, 2));
  return 0;
}
