import type { Usage } from '../../domain/usage.ts';

/** The sum of two usages. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    modelCalls: one.modelCalls + other.modelCalls,
    inputTokens: one.inputTokens + other.inputTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    microUsd: one.microUsd + other.microUsd,
  };
}
