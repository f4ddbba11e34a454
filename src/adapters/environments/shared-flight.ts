type Flight<T> = { end: Promise<T>; controller: AbortController; waiting: number };

/**
 * Shares work that is under way between callers who may each give up: the work goes on as long as one of them waits. When the last
 * one gives up, the work's own signal is aborted, and that caller waits until it has really ended, so that nothing is left running.
 */
export function sharedFlight<T>(): (
  key: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T> {
  const flights = new Map<string, Flight<T>>();

  const begin = (key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const controller = new AbortController();
    const start = async () => work(controller.signal);
    const flight = { end: start().finally(() => forget(key, flight)), controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  };
  const forget = (key: string, flight: Flight<T>): void => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  return async (key, signal, work) => {
    signal.throwIfAborted();
    const flight = flights.get(key) ?? begin(key, work);
    flight.waiting += 1;
    let giveUp = (): void => {};
    const givenUp = new Promise<never>((_, reject) => {
      giveUp = () => {
        flight.waiting -= 1;
        if (flight.waiting > 0) return reject(signal.reason as Error);
        // Nobody may join what is being stopped.
        forget(key, flight);
        flight.controller.abort(signal.reason);
      };
    });
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([flight.end, givenUp]);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
}
