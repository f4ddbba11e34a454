import type { PatchLine } from './patch-line.ts';

/**
 * Splits a patch's text into numbered lines. A patch that came with CRLF throughout (its first marker has one) loses the carriage
 * returns; elsewhere they are left in, since they may belong to the content.
 */
export function splitPatch(patch: string): PatchLine[] {
  const lines = patch.split('\n');
  const crlf = lines.find((line) => line.includes('*** Begin Patch'))?.endsWith('\r') ?? false;
  return lines.map((line, index) => ({ text: crlf && line.endsWith('\r') ? line.slice(0, -1) : line, at: index + 1 }));
}
