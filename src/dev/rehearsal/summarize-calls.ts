import type { RehearsalCall } from './rehearsal-call.ts';

/** What GET /v1/rehearsal/calls answers: counts, and the calls themselves. */
export function summarizeCalls(calls: RehearsalCall[]) {
  const sum = (field: 'inputTokens' | 'cachedTokens' | 'outputTokens') =>
    calls.reduce((total, call) => total + call[field], 0);
  return {
    total: calls.length,
    answered: calls.filter((call) => call.answeredAt !== undefined).length,
    inFlight: calls.filter(isInFlight).length,
    aborted: calls.filter((call) => call.aborted).length,
    inputTokens: sum('inputTokens'),
    cachedTokens: sum('cachedTokens'),
    outputTokens: sum('outputTokens'),
    calls,
  };
}

/** True for a call that has not been answered and whose client is still there. */
export function isInFlight(call: RehearsalCall): boolean {
  return call.answeredAt === undefined && !call.aborted;
}
