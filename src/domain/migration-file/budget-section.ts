import { z } from 'zod';
import { choice } from './choice.ts';

const money = () => z.number().positive().max(1_000_000);

const tokens = () => z.int().positive();
const hours = () => z.number().positive().max(8_760);
const turns = () => z.int().positive().max(1_000_000_000);

/** What may be spent. */
export const BudgetSection = z.strictObject({
  attempts: z.int().min(1).max(20).default(4).describe('Attempts of a module.'),
  turns: z.int().min(1).max(100).default(20).describe('Model calls of an attempt.'),
  usd: money().optional().describe('US dollars, of the whole migration; default: no limit.'),
  tokens: tokens().optional().describe('Input and output tokens, of the whole migration; default: no limit.'),
  hours: hours().optional().describe('Hours since the start; default: no limit.'),
  total: z
    .strictObject({
      turns: turns().optional().describe('Model calls of the whole migration; default: no limit.'),
      attempts: turns().optional().describe('Attempts of all modules together; default: no limit.'),
    })
    .prefault({})
    .describe('More limits of the whole migration.'),
  perModule: z
    .strictObject({
      usd: money().optional().describe('US dollars of one module; default: no limit.'),
      tokens: tokens().optional().describe('Input and output tokens of one module; default: no limit.'),
      turns: turns().optional().describe('Model calls of one module, in all its attempts; default: no limit.'),
      hours: hours().optional().describe("Hours since a module's start; default: no limit."),
    })
    .prefault({})
    .describe('Limits of one module.'),
  onExceeded: choice(['wait', 'end'])
    .default('wait')
    .describe(
      'What happens when a limit is reached: no new turn begins, and it waits for a person to raise the budget; or the modules that need more end as unresolved.',
    ),
});
