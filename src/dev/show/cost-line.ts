import type { Usage } from '../../domain/usage.ts';
import { count, usd } from '../../core/text/human-units.ts';

/** Calls, tokens and money in a line. */
export function costLine(usage: Usage): string {
  const tokens = (number: number) => number.toLocaleString('en-US');
  return (
    `Model: ${count(usage.modelCalls, 'call')}, ${tokens(usage.inputTokens)} tokens in (${tokens(usage.cachedTokens)} of them cached), ` +
    `${tokens(usage.outputTokens)} out, ${usd(usage.microUsd)} at list prices.`
  );
}
