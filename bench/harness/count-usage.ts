import type { RehearsalCall } from '../../src/dev/rehearsal/rehearsal-call.ts';

/** What a job sent and was charged for, a module. `cachedShare` is of the input tokens from each module's second call on. */
export type HarnessUsage = {
  modules: number;
  calls: number;
  bytes: number;
  inputTokens: number;
  cachedTokens: number;
  cachedShare: number;
};

/** Sums up the server's own log of a job; modules are told apart by their cache keys' first requests, in the order of the calls. */
export function countUsage(calls: RehearsalCall[], modules: number): HarnessUsage {
  const sum = (of: (call: RehearsalCall) => number, from: RehearsalCall[] = calls) =>
    from.reduce((all, call) => all + of(call), 0);
  const seen = new Set<string>();
  const later = calls.filter(({ module = '' }) => seen.size === seen.add(module).size);
  return {
    modules,
    calls: calls.length / modules,
    bytes: sum(({ bytes }) => bytes) / modules,
    inputTokens: sum(({ inputTokens }) => inputTokens) / modules,
    cachedTokens: sum(({ cachedTokens }) => cachedTokens) / modules,
    cachedShare:
      sum(({ cachedTokens }) => cachedTokens, later) /
      Math.max(
        1,
        sum(({ inputTokens }) => inputTokens, later),
      ),
  };
}
