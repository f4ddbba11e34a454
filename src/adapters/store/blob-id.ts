import { createHash } from 'node:crypto';

/** The id that git gives a blob of this text, without asking git. */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
