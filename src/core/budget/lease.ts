/** What is counted while a module works. A turn is a model call; money is in micro-USD. */
export const quantities = ['microUsd', 'tokens', 'turns', 'attempts'] as const;
export type Quantity = (typeof quantities)[number];

/** An amount of each. */
export type Amount = Record<Quantity, number>;

/** What a module may use; what is missing is not limited. `until` is in milliseconds since the epoch. */
export type Lease = Partial<Amount> & { until?: number };
