import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/json/canonical-json.ts';

/** By what a repeated request is known: its mode, module and body as it was sent, so that new defaults in a later version change nothing. */
export function requestDigest(request: { mode: string; module?: string | undefined; body: unknown }): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}
