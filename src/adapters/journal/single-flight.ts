/**
 * Shares work that is under way: calls with a key whose work still runs get the same promise, so that it is done once at a time.
 * When it has ended, well or badly, the next call with that key begins anew: nothing is remembered.
 */
export function singleFlight<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, work) => {
    const current = running.get(key);
    if (current !== undefined) return current;
    const begin = async () => work();
    const started = begin().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
