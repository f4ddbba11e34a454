import type { Response, ResponseStreamEvent } from 'openai/resources/responses/responses';

/** A response object as it goes over the wire: `output_text` is the package's own addition. */
export type WireResponse = Omit<Response, 'output_text'>;

/** A stream event as it goes over the wire, before it gets its `sequence_number`. */
export type WireEvent = Unnumbered<ResponseStreamEvent>;

type Unnumbered<Event> = Event extends { response: Response }
  ? Omit<Event, 'response' | 'sequence_number'> & { response: WireResponse }
  : Event extends ResponseStreamEvent
    ? Omit<Event, 'sequence_number'>
    : never;
