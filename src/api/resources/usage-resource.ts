import { z } from 'zod';

/** Tokens and money; money is an integer of micro-USD. */
export const UsageResource = z
  .object({
    modelCalls: z.int().min(0),
    inputTokens: z.int().min(0),
    cachedTokens: z.int().min(0),
    outputTokens: z.int().min(0),
    microUsd: z.int().min(0),
  })
  .meta({ id: 'Usage', description: 'Tokens as the provider counted them, and money at list prices, in micro-USD.' });
