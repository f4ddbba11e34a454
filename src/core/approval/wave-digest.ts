import type { BlobRef } from '../../domain/ids.ts';
import type { ModuleView } from '../../domain/module-view.ts';
import { canonicalJson } from '../json/canonical-json.ts';

/**
 * Names what a wave's approval is about: all merges that wait, each by its head and evidence, whatever their order. Another module, or another
 * candidate of one, gives another digest. `sha256` returns hexadecimal digits; it is handed in because core has no cryptography of its own.
 */
export function waveDigest(waiting: Pick<ModuleView, 'key' | 'awaits'>[], sha256: (text: string) => string): BlobRef {
  const merges = waiting
    .map(({ key, awaits }) => ({ key, head: awaits?.head, evidence: awaits?.evidence }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return sha256(canonicalJson(merges));
}
