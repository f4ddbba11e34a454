import type { Usage } from '../../domain/usage.ts';

/** What tokens cost, in whole micro-USD per million tokens: 1.75 USD per million is 1,750,000. */
export type Price = { input: number; cached: number; output: number };

/**
 * What the tokens cost, in whole micro-USD, rounded up so that a budget is never undercharged. Cached tokens are part of the
 * input and cost their own price. Big integers inside: a large migration's tokens times a price pass what a double holds exactly.
 */
export function microUsd(usage: Pick<Usage, 'inputTokens' | 'cachedTokens' | 'outputTokens'>, price: Price): number {
  const input = BigInt(usage.inputTokens);
  const reported = BigInt(usage.cachedTokens);
  // A provider that reports more cached than input tokens must not make the rest negative.
  const cached = reported < input ? reported : input;
  const perMillion =
    (input - cached) * BigInt(price.input) +
    cached * BigInt(price.cached) +
    BigInt(usage.outputTokens) * BigInt(price.output);
  return Number((perMillion + 999_999n) / 1_000_000n);
}
