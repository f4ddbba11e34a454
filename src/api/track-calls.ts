/** Calls that the API has given up waiting for still go on; whoever closes the connection below them has to wait for them. */
export type TrackedCalls<T> = {
  /** The same functions. */
  calls: T;
  /** Waits until none is under way, but no longer than so many milliseconds. */
  settled(milliseconds: number): Promise<void>;
};

/** Follows the calls of functions that return promises. */
export function trackCalls<T extends object>(functions: T): TrackedCalls<T> {
  const pending = new Set<Promise<unknown>>();
  const tracked = Object.entries(functions).map(([name, call]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    (...args: unknown[]) => {
      const result = call(...args);
      const over = () => void pending.delete(result);
      pending.add(result);
      result.then(over, over);
      return result;
    },
  ]);
  return {
    calls: Object.fromEntries(tracked) as T,
    async settled(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([Promise.allSettled(pending), late]);
      clearTimeout(timer);
    },
  };
}
