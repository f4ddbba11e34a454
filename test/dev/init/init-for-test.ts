import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readMigrationDocument } from '../../../src/cli/read-migration-document.ts';
import { writeMigrationFile, type Written } from '../../../src/dev/init/write-migration-file.ts';
import type { MigrationFile, MigrationFileInput } from '../../../src/domain/migration-file.ts';
import { gitRepository } from '../../support/git-repository.ts';

export type InitForTest = {
  /** The written file, as a person would read it. */
  text: string;
  /** The same as it is understood; reading it has shown that it has no faults. */
  file: MigrationFile;
  /** Its document, with whole paths. */
  document: MigrationFileInput;
  written: Written;
};

/** Writes a migration file for a real repository of these files, and reads it back. */
export async function initForTest(files: Record<string, string>, goal?: string): Promise<InitForTest> {
  const { folder } = await gitRepository(files);
  const output = join(dirname(folder), 'drover.yaml');
  const written = await writeMigrationFile({ folder, output, goal, force: false, env: process.env });
  const text = await readFile(output, 'utf8');
  const { file, document } = await readMigrationDocument(output);
  return { text, file, document, written };
}
