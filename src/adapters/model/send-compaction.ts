import { APIError } from 'openai';
import type { CompactOutcome, ModelRequest } from '../../ports/model.ts';
import type { ErrorVerdict } from './classify-model-error.ts';
import { compactionBody } from './compaction-body.ts';
import { guardCall } from './guard-call.ts';
import { ProviderFault } from './provider-fault.ts';
import type { Provider } from './provider.ts';
import { readUsage } from './read-usage.ts';
import { replyItems } from './reply-items.ts';

/** The answer comes whole, after the model has read all of the input: silence until then is no sign of trouble for long. */
const patience = 4;

/**
 * Asks the provider once to compact a request's input. Refusals that tell of the request or of a missing endpoint are 'unsupported', since the
 * caller has other means. Throws all other failures, and the caller's reason when `signal` is aborted.
 */
export function sendCompaction(
  provider: Provider,
  request: ModelRequest,
  key: string,
  signal: AbortSignal,
): Promise<CompactOutcome | Exclude<ErrorVerdict, { kind: 'failure' }>> {
  const waitMs = provider.headerTimeoutMs * patience;
  return guardCall<CompactOutcome>(provider, request.model, signal, async (watchdog) => {
    watchdog.expect('no compacted conversation', waitMs);
    const body = compactionBody(request);
    try {
      const answer: unknown = await provider.client.responses.compact(body, {
        signal: watchdog.signal,
        timeout: waitMs + 1000,
        headers: { 'Idempotency-Key': key },
      });
      return outcomeOf(answer, () => JSON.stringify(body));
    } catch (error) {
      const why = watchdog.timedOut === undefined ? lacksCompaction(error) : undefined;
      if (why === undefined) throw error;
      return { kind: 'unsupported', message: why };
    }
  });
}

/** Statuses of servers that don't know the path, or know it and can't do it; a 400 with a code of its own is judged as always. */
const missing = new Set([404, 405, 422, 501]);

function lacksCompaction(error: unknown): string | undefined {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return undefined;
  const { status, code, message } = error;
  if (code === 'invalid_encrypted_content' || code === 'insufficient_quota') return undefined;
  // LiteLLM says so with a 500.
  const isLacking = status >= 500 && /not (supported|implemented)|unsupported/i.test(message);
  return missing.has(status) || status === 400 || isLacking ? message : undefined;
}

function outcomeOf(answer: unknown, body: () => string): CompactOutcome {
  const { output, usage } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  if (!Array.isArray(output)) throw new ProviderFault('the compacted conversation has no output');
  const items = replyItems(output);
  return { kind: 'compacted', items, usage: readUsage(usage, body, items) };
}
