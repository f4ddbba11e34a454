import type { z } from 'zod';
import { MigrationFile } from './migration-file.ts';
import { checkDocument } from './migration-file/check-document.ts';
import { crossCheck } from './migration-file/cross-check.ts';
import { explainIssue } from './migration-file/explain-issue.ts';
import type { Fault } from './migration-file/fault.ts';
import { fieldName } from './migration-file/field-name.ts';
import { nearName } from './migration-file/near-name.ts';
import { schemaAt } from './migration-file/schema-at.ts';
import { showValue } from './migration-file/show-value.ts';

export type ParsedMigrationFile = { kind: 'parsed'; file: MigrationFile } | { kind: 'refused'; faults: Fault[] };

/** So many faults are told; a file with more of them is another kind of file. */
const most = 100;

/**
 * Reads a migration file from a document (what a YAML or JSON parser gave), with its defaults. All faults come at once, each with its field,
 * its value and what would be right. It never throws, whatever the document is. The result is not a document again: times are
 * milliseconds in it. What is sent to an API is the document.
 */
export function parseMigrationFile(document: unknown): ParsedMigrationFile {
  if (document === null || document === undefined) return { kind: 'refused', faults: [empty()] };
  const unfit = checkDocument(document);
  if (unfit.length > 0) return { kind: 'refused', faults: unfit };
  const parsed = MigrationFile.safeParse(document, { error: explainIssue });
  const issues = parsed.success ? [] : parsed.error.issues;
  const ofFields = issues.flatMap((issue) => faultsOf(issue, document));
  const told = new Set(ofFields.map(({ field }) => field));
  // A field that is wrong by itself may be wrong beside others for the same reason.
  const faults = [...ofFields, ...crossCheck(document).filter(({ field }) => !told.has(field))];
  return parsed.success && faults.length === 0
    ? { kind: 'parsed', file: parsed.data }
    : { kind: 'refused', faults: faults.slice(0, most) };
}

/** What a YAML parser makes of an empty file. */
function empty(): Fault {
  const { fields } = schemaAt(MigrationFile, []);
  const needed = fields.filter((field) => !MigrationFile.shape[field as keyof MigrationFile].isOptional());
  return { field: 'the file', detail: `it is empty; it needs at least ${needed.join(', ')}` };
}

function faultsOf(issue: z.core.$ZodIssue, document: unknown): Fault[] {
  const { path } = issue;
  const inner = innerIssues(issue);
  if (inner.length > 0) return inner.flatMap((one) => faultsOf({ ...one, path: [...path, ...one.path] }, document));
  const { description, fields } = schemaAt(MigrationFile, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, most)
      .map((key) => ({ field: fieldName([...path, key]), detail: unknownField(key, fields) }));
  }
  const value = showValue(document, path);
  const isMissing = issue.code !== 'invalid_key' && valueIsMissing(document, path);
  const detail = isMissing && description !== undefined ? `it is missing. ${description}` : issue.message;
  return [{ field: fieldName(path), ...(value !== undefined && { value }), detail }];
}

/** Of a value that may have one of several forms, what is wrong inside of the one that it has; none where it has none of them. */
function innerIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [];
  const fitting = issue.errors.filter((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0));
  return fitting.length === 1 ? (fitting[0] ?? []) : [];
}

function unknownField(key: string, known: string[]): string {
  const near = nearName(key, known);
  return `there is no such field${near === undefined ? `; known are ${known.join(', ')}` : `; did you mean ${near}?`}`;
}

function valueIsMissing(document: unknown, path: readonly PropertyKey[]): boolean {
  let value = document;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return value === undefined && path.length > 0;
}
