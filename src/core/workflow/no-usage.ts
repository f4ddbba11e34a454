import type { Usage } from '../../domain/usage.ts';

/** Nothing used yet. */
export const noUsage: Usage = { modelCalls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 };
