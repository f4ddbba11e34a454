import { z } from 'zod';

const money = () => z.number().positive().max(1_000_000);

/** What may be spent. */
export const BudgetSection = z.strictObject({
  attempts: z.int().min(1).max(20).default(4).describe('Attempts of a module.'),
  turns: z.int().min(1).max(100).default(20).describe('Model calls of an attempt.'),
  usd: money().optional().describe('US dollars, of the whole migration; default: no limit.'),
  tokens: z.int().positive().optional().describe('Input and output tokens, of the whole migration; default: no limit.'),
  hours: z.number().positive().max(8_760).optional().describe('Hours since the start; default: no limit.'),
  perModule: z
    .strictObject({ usd: money().optional().describe('US dollars of one module; default: no limit.') })
    .prefault({})
    .describe('Limits of one module.'),
});
