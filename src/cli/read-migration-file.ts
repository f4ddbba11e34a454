import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Failure } from '../domain/failure.ts';
import { MigrationFile } from '../domain/migration-file.ts';

/**
 * Reads a migration file (YAML, of which JSON is a part). Local paths in it are taken from the file's own folder, `~` is the home
 * folder. Throws `InputRefused` with all faults at once, each with its field, its value and what would be right.
 */
export async function readMigrationFile(path: string): Promise<MigrationFile> {
  const document = parseDocument(path, await readText(path));
  const parsed = MigrationFile.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, document));
    throw new Failure(
      'InputRefused',
      `${path} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
    );
  }
  const file = parsed.data;
  const local = !/^[a-z][a-z0-9+.-]*:\/\/|^[^/]+@[^/]+:/i.test(file.repository.url);
  return {
    ...file,
    repository: {
      ...file.repository,
      url: local ? resolve(dirname(path), atHome(file.repository.url)) : file.repository.url,
    },
    environment: {
      ...file.environment,
      path: file.environment.path.map((folder) => resolve(dirname(path), atHome(folder))),
    },
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error);
    throw new Failure('InputRefused', `${path}: ${why}. Name a migration file, YAML or JSON.`);
  }
}

function parseDocument(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Failure(
      'InputRefused',
      `${path} is neither YAML nor JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Fields of the format that a later version will take; they are refused by name, so that nobody believes that they work. */
const planned = new Set([
  'labels',
  'images',
  'examples',
  'generated',
  'pilot',
  'review',
  'needed',
  'image',
  'clone',
  'groups',
  'flaky',
  'usd',
  'tokens',
  'hours',
  'perModule',
  'plan',
  'estimate',
  'config',
  'run',
]);

function faultsOf(issue: z.core.$ZodIssue, document: unknown): string[] {
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const field = place === '' ? key : `${place}.${key}`;
      return `- ${field}: ${planned.has(key) ? 'not supported yet; take it out' : 'there is no such field; check the spelling'}`;
    });
  }
  const value = issue.path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part],
    document,
  );
  const shown = value === undefined ? 'is missing' : `is ${JSON.stringify(value)?.slice(0, 100)}`;
  return [`- ${place === '' ? 'the file' : place} ${shown}: ${issue.message}`];
}

function atHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path;
}
