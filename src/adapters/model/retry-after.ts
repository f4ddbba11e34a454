const longestWaitMs = 10 * 60_000;

/**
 * How long the provider asks to wait, in milliseconds, at most ten minutes; undefined when it does not say. Reads `retry-after-ms`, then
 * `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), then the words 'try again in 20s' of a stream's error, which has no headers.
 */
export function retryAfter(
  said: { retryAfterMs?: string | undefined; retryAfter?: string | undefined; message: string },
  now: number,
): number | undefined {
  const wait =
    fromNumber(said.retryAfterMs, 1) ??
    fromNumber(said.retryAfter, 1000) ??
    fromDate(said.retryAfter, now) ??
    fromWords(said.message);
  return wait === undefined ? undefined : Math.min(Math.max(Math.ceil(wait), 0), longestWaitMs);
}

function fromNumber(value: string | undefined, unitMs: number): number | undefined {
  return value !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * unitMs : undefined;
}

function fromDate(value: string | undefined, now: number): number | undefined {
  const at = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? undefined : at - now;
}

const unitsMs = { ms: 1, s: 1000, m: 60_000 } as const;

function fromWords(message: string): number | undefined {
  const [, amount, unit] = /try again in (\d+(?:\.\d+)?) ?(ms|s|m)/i.exec(message) ?? [];
  return amount === undefined ? undefined : Number(amount) * unitsMs[unit?.toLowerCase() as keyof typeof unitsMs];
}
