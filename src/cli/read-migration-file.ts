import type { MigrationFile } from '../domain/migration-file.ts';
import { readMigrationDocument } from './read-migration-document.ts';

/** Reads a migration file as Drover understands it. What is sent to an API is the document, from `readMigrationDocument`. */
export async function readMigrationFile(path: string): Promise<MigrationFile> {
  return (await readMigrationDocument(path)).file;
}
