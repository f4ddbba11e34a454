import type { Decision } from '../../domain/decision.ts';

/** A decision without its time, which the workflow's clock gives. */
export type NewDecision = Omit<Decision, 'at'>;

/** What a guard says of a message: a decision to act on, or why not, in words for the person who sent it. */
export type Guarded = { kind: 'accepted'; decision: NewDecision } | { kind: 'refused'; why: string };
