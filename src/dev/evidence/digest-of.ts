import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/json/canonical-json.ts';
import type { BlobRef } from '../../domain/ids.ts';

/** The digest of a document, however its file is laid out. */
export function digestOf(document: unknown): BlobRef {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
