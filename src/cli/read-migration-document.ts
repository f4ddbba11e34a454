import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { isLocalRepository } from '../core/migration-file/is-local-repository.ts';
import { Failure } from '../domain/failure.ts';
import type { MigrationFile, MigrationFileInput } from '../domain/migration-file.ts';
import { attachImages } from './attach-images.ts';
import type { Fault } from '../domain/migration-file/fault.ts';
import { parseMigrationFile } from '../domain/parse-migration-file.ts';

type ReadMigrationDocument = {
  /** What the file says, for an API: as it was written, with its local paths made whole. */
  document: MigrationFileInput;
  /** The same as Drover understands it, with all defaults; times are milliseconds. */
  file: MigrationFile;
};

/**
 * Reads a migration file (YAML, of which JSON is a part). Local paths in it are taken from the file's own folder, `~` is the home
 * folder. Throws `InputRefused` with all faults at once, each with its field, its value and what would be right.
 */
export async function readMigrationDocument(path: string): Promise<ReadMigrationDocument> {
  const written = parseDocument(path, await readText(path));
  checked(path, written);
  const whole = withWholePaths(written as MigrationFileInput, dirname(path));
  const { images } = whole;
  const document = images === undefined ? whole : { ...whole, images: await attachImages(images, dirname(path)) };
  return { document, file: checked(path, document) };
}

function checked(path: string, document: unknown): MigrationFile {
  const parsed = parseMigrationFile(document);
  if (parsed.kind === 'parsed') return parsed.file;
  const { faults } = parsed;
  throw new Failure(
    'InputRefused',
    `${path} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(inWords).join('\n')}`,
  );
}

function inWords({ field, value, detail }: Fault): string {
  return `- ${field}${value === undefined ? '' : ` is ${value}`}: ${detail}`;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(error);
    throw new Failure('InputRefused', `${path}: ${why}. Name a migration file, YAML or JSON.`);
  }
}

function parseDocument(path: string, text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch (error) {
    throw new Failure(
      'InputRefused',
      `${path} is neither YAML nor JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function withWholePaths(document: MigrationFileInput, folder: string): MigrationFileInput {
  const whole = (path: string) => resolve(folder, atHome(path));
  const { repository, environment } = document;
  const isPath = isLocalRepository(repository.url) && !repository.url.startsWith('file:');
  return {
    ...document,
    repository: { ...repository, url: isPath ? whole(repository.url) : repository.url },
    ...(environment?.path && { environment: { ...environment, path: environment.path.map(whole) } }),
  };
}

function atHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path;
}
