import type { FailurePlan } from './failure-plan.ts';
import { streamEvents } from './stream-events.ts';
import type { WireResponse } from './wire.ts';

/** What is written of an answer, and what happens then: a clean end, a reset of the connection, or nothing until the client goes away. */
export type Delivery = { contentType: string; chunks: (string | Buffer)[]; ending: 'end' | 'reset' | 'stall' };

/** How a response is delivered, as a stream of events or as one JSON text, with the fault that the plan asks for. */
export function deliveryOf(response: WireResponse, isStream: boolean, plan: FailurePlan | undefined): Delivery {
  const delivery = isStream ? asStream(response, plan) : asJson(response);
  const half = delivery.chunks.slice(0, Math.ceil(delivery.chunks.length / 2));
  switch (plan?.kind) {
    case 'drop':
      return { ...delivery, chunks: half, ending: 'reset' };
    case 'stall':
      return { ...delivery, chunks: half, ending: 'stall' };
    case 'huge':
      return { ...delivery, chunks: [...delivery.chunks.slice(0, 2), ...hugeText(), ...delivery.chunks.slice(2)] };
    case 'invalid-utf8':
      return { ...delivery, chunks: delivery.chunks.map(spoilt) };
    case 'no-terminal':
      return { ...delivery, chunks: delivery.chunks.slice(0, -1) };
    default:
      return delivery;
  }
}

function asStream(response: WireResponse, plan: FailurePlan | undefined): Delivery {
  const events: { type: string }[] = streamEvents(response);
  if (plan?.kind === 'error-event') events.splice(2, events.length, errorEvent);
  const chunks = events.map(
    (event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`,
  );
  return { contentType: 'text/event-stream; charset=utf-8', chunks, ending: 'end' };
}

/** The flat form: some clients only expect an `error` object inside. */
const errorEvent = {
  type: 'error',
  code: 'server_error',
  message: 'The server had an error while it was answering.',
  param: null,
};

function asJson(response: WireResponse): Delivery {
  // Halved as bytes: half of a text could be half of a surrogate pair, which can't be encoded.
  const json = Buffer.from(JSON.stringify(response));
  const middle = Math.ceil(json.length / 2);
  return { contentType: 'application/json', chunks: [json.subarray(0, middle), json.subarray(middle)], ending: 'end' };
}

/** Fifty pieces of a megabyte. */
function hugeText(): string[] {
  const delta = 'x'.repeat(1024 * 1024);
  const event = { type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, delta };
  const chunk = `data: ${JSON.stringify(event)}\n\n`;
  return Array.from({ length: 50 }, () => chunk);
}

/** The same text with its letters a as bytes that never occur in UTF-8. */
function spoilt(chunk: string | Buffer): Buffer {
  return Buffer.from(Buffer.from(chunk).map((byte) => (byte === 0x61 ? 0xff : byte)));
}
