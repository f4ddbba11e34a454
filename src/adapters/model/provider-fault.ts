/** What a provider said inside a stream that began well: `response.failed`, an `error` event, or an end without a terminal event. */
export class ProviderFault extends Error {
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.name = 'ProviderFault';
    this.code = code;
  }
}
