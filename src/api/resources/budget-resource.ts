import { z } from 'zod';

/** New limits; those that are missing stay as they are. */
export const newLimits = {
  usd: z.number().positive().max(1_000_000).optional().describe('US dollars.'),
  tokens: z.int().positive().optional().describe('Input and output tokens.'),
  turns: z.int().positive().optional().describe('Model calls.'),
  attempts: z
    .int()
    .positive()
    .optional()
    .describe('Attempts of all modules together; those of one module can not be raised: retry it.'),
  hours: z.number().positive().max(8_760).optional().describe('Hours since the start.'),
};

/** The new limits that a person set. */
export const BudgetRaiseResource = z.object({
  ...newLimits,
  perModule: z.literal(true).optional().describe('They are those of each module.'),
  module: z.string().optional().describe('They are those of this module, by its key.'),
});

/** A limit of a migration, and what is used of it. */
export const BudgetLineResource = z
  .object({
    what: z.enum(['microUsd', 'tokens', 'turns', 'attempts', 'hours']),
    limit: z.number(),
    used: z.number(),
  })
  .meta({ id: 'BudgetLine', description: 'A limit, and what is used of it. Money is in micro-USD.' });
