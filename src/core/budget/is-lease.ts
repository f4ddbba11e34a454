import type { Lease } from './lease.ts';

const fields = new Set(['microUsd', 'tokens', 'turns', 'attempts', 'until']);

/** Whether a message's value is a lease; anybody may have sent it. */
export function isLease(value: unknown): value is Lease {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([name, amount]) => fields.has(name) && Number.isFinite(amount));
}
