import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { Evidence } from '../../domain/evidence.ts';
import { Failure } from '../../domain/failure.ts';
import { bundleSchema, evidenceSchema } from './evidence-schema.ts';

export type EvidenceBundle = z.infer<typeof bundleSchema>;
export type EvidenceFile = { kind: 'bundle'; bundle: EvidenceBundle } | { kind: 'module'; evidence: Evidence };

const howToGet = '`drover report ID --format json --output FILE` writes one with all its evidence';

/** Reads an evidence file. Throws `InputRefused` for what is none, with the way to one. */
export async function readEvidenceFile(path: string): Promise<EvidenceFile> {
  const document = await readJsonFile(path);
  const { kind, documents, modules } = document;
  if (kind === 'verification') return { kind: 'module', evidence: parseEvidence(document, path) };
  if (kind === 'migration' || kind === 'module')
    throw refused(
      path,
      `it is the document of a ${kind} alone, and names the verifications by their digests: ${howToGet}`,
    );
  if (documents !== undefined) return { kind: 'bundle', bundle: parse(bundleSchema, document, path) };
  if (Array.isArray(modules)) throw refused(path, `it is a report without its evidence: ${howToGet}`);
  throw refused(path, `it is no evidence of Drover's: ${howToGet}`);
}

/** A module's evidence, checked; `where` says what it is in an error. */
export function parseEvidence(document: unknown, where: string): Evidence {
  // Checked as far as it is used; the schema's types are wider where it takes what it does not know.
  return parse(evidenceSchema, document, where) as unknown as Evidence;
}

async function readJsonFile(path: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refused(path, error instanceof Error ? error.message : String(error));
  }
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return document as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw refused(path, `it is not JSON (the Markdown and HTML reports hold no evidence): ${howToGet}`);
}

function parse<T>(schema: z.ZodType<T>, document: unknown, where: string): T {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(
    where,
    `its field ${issue?.path.join('.') ?? ''} is not as Drover writes it (${issue?.message ?? ''}): ${howToGet}`,
  );
}

function refused(path: string, why: string): Failure {
  return new Failure('InputRefused', `${path} can't be checked: ${why}.`);
}
