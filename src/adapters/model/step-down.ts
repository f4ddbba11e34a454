import type { ModelRequest } from '../../ports/model.ts';
import type { Unaccepted } from './classify-model-error.ts';
import { findRung } from './find-rung.ts';
import { requestBody } from './request-body.ts';
import type { KnownLacks } from './known-lacks.ts';
import type { Rung } from './rung.ts';
import { withoutEncrypted } from './without-encrypted.ts';

/** What one attempt to send is made with: the request, its idempotency key, and what is left out of it. */
export type Sending = { request: ModelRequest; key: string; lacks: ReadonlySet<Rung> };

/**
 * How to send once more what a provider did not accept: without the part that it refuses, which is remembered, or without encrypted items that it
 * can't read, which holds for this request alone. Throws the failure when there is nothing to leave out. Each step leaves out something that
 * was sent, so there is an end.
 */
export function stepDown(sent: Sending, answer: Unaccepted, known: KnownLacks, host: string): Sending {
  const { request, key, lacks } = sent;
  // Another body needs another idempotency key.
  if (answer.kind === 'unreadable-reasoning') {
    const input = withoutEncrypted(request.input);
    if (input.length === request.input.length) throw answer.failure;
    return { request: { ...request, input }, key: `${key}/without-reasoning`, lacks };
  }
  const rung = findRung(answer.fault, requestBody(request, lacks));
  if (rung === undefined || lacks.has(rung)) throw answer.failure;
  known.add(request.model, rung, host, answer.fault.message);
  return { request, key: `${key}/without-${rung}`, lacks: new Set([...lacks, rung]) };
}
