import type { Usage } from '../../domain/usage.ts';

/** The usage of a call and of earlier calls of the very same, whose end nobody knows: each is taken to have cost as much. */
export function chargeUnknown(usage: Usage, unknown: number): Usage {
  const calls = 1 + unknown;
  return {
    modelCalls: usage.modelCalls * calls,
    inputTokens: usage.inputTokens * calls,
    cachedTokens: usage.cachedTokens * calls,
    outputTokens: usage.outputTokens * calls,
    microUsd: usage.microUsd * calls,
  };
}
