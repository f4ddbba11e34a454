import { parseMigrationFile } from '../../../src/domain/parse-migration-file.ts';

/** The faults of a document, a line each, as people read them; none where it is accepted. */
export function faultLines(document: unknown): string[] {
  const parsed = parseMigrationFile(document);
  if (parsed.kind === 'parsed') return [];
  return parsed.faults.map(
    ({ field, value, detail }) => `${field}${value === undefined ? '' : ` is ${value}`}: ${detail}`,
  );
}
