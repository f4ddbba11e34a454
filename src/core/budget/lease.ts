/** What a module may use; what is missing is not limited. Money in micro-USD, `until` in milliseconds since the epoch. */
export type Lease = { microUsd?: number; tokens?: number; until?: number };
