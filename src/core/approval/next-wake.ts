/** When a wait for a person is next interrupted: to remind somebody, or because it has lasted too long. Undefined: never. */
export function nextWake(
  { remind, expire }: { remind?: number; expire?: number },
  since: number,
  now: number,
): { what: 'remind' | 'expire'; afterMs: number } | undefined {
  const expiry = expire === undefined ? undefined : Math.max(1, since + expire - now);
  if (remind !== undefined && (expiry === undefined || remind < expiry)) return { what: 'remind', afterMs: remind };
  return expiry === undefined ? undefined : { what: 'expire', afterMs: expiry };
}
