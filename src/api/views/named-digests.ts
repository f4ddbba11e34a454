import type { BlobRef } from '../../domain/ids.ts';

/** Fields that name blobs which may be read. The plan is not among them: it holds the repository's address as it was given. */
const plain = new Set(['request', 'reply', 'output']);
/** Those whose blobs are documents that name further ones. */
const documents = new Set(['baseline', 'evidence', 'document', 'conversation']);

/** A blob that a JSON value names; `document` when it may name others in its turn. */
export type NamedDigest = { digest: BlobRef; document: boolean };

/** The blobs that a JSON value names in the fields that are made for it; what a test or a model wrote into a text does not count. */
export function namedDigests(value: unknown): NamedDigest[] {
  const found: NamedDigest[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, inner] of Object.entries(next)) {
      if (name === 'parts' && Array.isArray(inner)) {
        found.push(...inner.filter(isDigest).map((digest) => ({ digest, document: false })));
      } else if ((plain.has(name) || documents.has(name)) && isDigest(inner)) {
        found.push({ digest: inner, document: documents.has(name) });
      } else pending.push(inner);
    }
  }
  return found;
}

function isDigest(value: unknown): value is BlobRef {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
