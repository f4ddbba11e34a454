import type { Usage } from '../../domain/usage.ts';
import type { Amount } from './lease.ts';

/** What a module has used, as budgets count it. */
export function amountOf(usage: Usage, attempts: number): Amount {
  const { microUsd, inputTokens, outputTokens, modelCalls } = usage;
  return { microUsd, tokens: inputTokens + outputTokens, turns: modelCalls, attempts };
}
