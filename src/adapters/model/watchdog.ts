/** Aborts a call that has been silent for too long, or whose caller has given up. */
export type Watchdog = {
  readonly signal: AbortSignal;
  /** What was waited for in vain, once the time was up. */
  readonly timedOut: string | undefined;
  /** Waits anew: `milliseconds` from now on the call is aborted, unless this or `stop` is called before. */
  expect(what: string, milliseconds: number): void;
  stop(): void;
};

/** Starts a watchdog that follows the caller's signal, too. `stop` must be called at the end: it lets go of that signal. */
export function startWatchdog(caller: AbortSignal): Watchdog {
  const controller = new AbortController();
  const follow = () => controller.abort(caller.reason);
  caller.addEventListener('abort', follow, { once: true });
  if (caller.aborted) follow();

  let timer: NodeJS.Timeout | undefined;
  let timedOut: string | undefined;
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    expect(what, milliseconds) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timedOut = `${what} within ${milliseconds} ms`;
        controller.abort();
      }, milliseconds);
    },
    stop() {
      clearTimeout(timer);
      caller.removeEventListener('abort', follow);
    },
  };
}
