import type { Channel } from '../../domain/decision.ts';
import { showValue } from './show-value.ts';

/** Through which door a message came in. An update's own `channel` says whether the API or the command line sent it. */
export type Via = 'signal' | 'update';

export type Message = { actor: string; channel: Channel; reason: string; fields: Record<string, unknown> };
export type ReadMessage = { kind: 'read'; message: Message } | { kind: 'refused'; why: string };

const maxActor = 200;
const maxReason = 4_000;

/**
 * Reads what all decisions have in common from a signal's or update's payload. It never throws, whatever a person typed into the Temporal
 * UI: a handler that throws would fail the workflow's task for ever. `example` is a good payload, as JSON.
 */
export function readMessage(payload: unknown, via: Via, example: string): ReadMessage {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    return { kind: 'refused', why: `the payload must be an object such as ${example}, not ${showValue(payload)}` };
  const fields = payload as Record<string, unknown>;
  if (fields['v'] !== 1) return { kind: 'refused', why: `"v" must be 1, not ${showValue(fields['v'])}` };
  const actor = fields['actor'] ?? 'unnamed';
  const reason = fields['reason'] ?? '';
  if (typeof actor !== 'string' || typeof reason !== 'string')
    return { kind: 'refused', why: '"actor" and "reason" must be texts' };
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(actor))
    return { kind: 'refused', why: '"actor" must be one line without control characters' };
  const channel = via === 'signal' ? 'signal' : fields['channel'] === 'cli' ? 'cli' : 'api';
  const message = { actor: actor.slice(0, maxActor), channel, reason: reason.slice(0, maxReason), fields } as const;
  return { kind: 'read', message };
}
