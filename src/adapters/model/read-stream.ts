import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { ModelOutcome, ModelReply } from '../../ports/model.ts';
import { ProviderFault } from './provider-fault.ts';
import { readUsage } from './read-usage.ts';
import { replyItems } from './reply-items.ts';

type Terminal = Extract<ResponseStreamEvent, { type: 'response.completed' | 'response.incomplete' }>;

/**
 * Reads a response's events to the terminal one. The openai package ends the loop in silence when the stream ends early, is aborted, or
 * says `response.failed` or `error`: each of these is thrown here as a `ProviderFault`.
 * @param body gives what was sent, to estimate the usage by where the provider sends none
 * @param onEvent called for every event, before it is read
 * @param onBegun called once with the response's id, as soon as it is known, and waited for
 */
export async function readStream(
  events: AsyncIterable<ResponseStreamEvent>,
  body: () => string,
  onEvent: () => void,
  onBegun: (responseId: string) => Promise<void> = async () => {},
): Promise<ModelOutcome> {
  const done: unknown[] = [];
  let begun = false;
  for await (const event of events) {
    onEvent();
    // A compatible server may send what is no event; unknown events are passed over as well.
    if (typeof event !== 'object' || event === null) continue;
    const id = 'response' in event ? event.response?.id : undefined;
    if (!begun && typeof id === 'string') {
      begun = true;
      await onBegun(id);
    }
    switch (event.type) {
      case 'response.output_item.done':
        done.push(event.item);
        break;
      case 'response.completed':
      case 'response.incomplete':
        return outcomeOf(event, done, body);
      case 'response.failed':
        throw new ProviderFault(
          `response.failed: ${event.response?.error?.message ?? 'no reason given'}`,
          event.response?.error?.code,
        );
      case 'error':
        throw new ProviderFault(`error event: ${event.message}`, event.code ?? undefined);
      default:
    }
  }
  throw new ProviderFault('the stream ended without response.completed');
}

function outcomeOf({ type, response }: Terminal, done: unknown[], body: () => string): ModelOutcome {
  if (typeof response !== 'object' || response === null) throw new ProviderFault(`${type} without a response`);
  // Some servers leave the output of the last event empty and send the items on the way alone.
  const items = replyItems(Array.isArray(response.output) && response.output.length > 0 ? response.output : done);
  const reply: ModelReply = {
    responseId: response.id ?? '',
    items,
    usage: readUsage(response.usage, body, items),
  };
  if (type === 'response.completed' && response.status !== 'incomplete') return { kind: 'reply', reply };
  return { kind: 'reply', reply: { ...reply, incomplete: response.incomplete_details?.reason ?? 'unknown' } };
}
