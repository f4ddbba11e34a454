import { ApiError } from './api-error.ts';
import type { WireResponse } from './wire.ts';

/** The answers that are made in the background, by their id: each is there to be fetched once its time has come, unless it was cancelled before. */
export class BackgroundResponses {
  readonly #kept = new Map<string, { response: WireResponse; readyAt: number; cancelled: boolean }>();

  /** Keeps an answer that is ready at a time in milliseconds since the epoch. */
  keep(response: WireResponse, readyAt: number): void {
    this.#kept.set(response.id, { response, readyAt, cancelled: false });
  }

  /** The answer as it is now. Throws an `ApiError` (404) for an unknown one. */
  get(id: string): WireResponse {
    const { response, readyAt, cancelled } = this.#find(id);
    if (cancelled) return { ...unfinished(response), status: 'cancelled' };
    return Date.now() < readyAt ? unfinished(response) : response;
  }

  /** Cancels an answer that is not ready yet, and gives it as it is then. Throws an `ApiError` (404) for an unknown one. */
  cancel(id: string): WireResponse {
    const kept = this.#find(id);
    if (Date.now() < kept.readyAt) kept.cancelled = true;
    return this.get(id);
  }

  #find(id: string) {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new ApiError(404, `Response with id '${id}' not found.`, { param: 'id' });
    return kept;
  }
}

function unfinished(response: WireResponse): WireResponse {
  const { usage: _, ...rest } = response;
  return { ...rest, status: 'in_progress', output: [], error: null, incomplete_details: null };
}
