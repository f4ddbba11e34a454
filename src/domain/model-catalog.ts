import { z } from 'zod';
import { choice } from './migration-file/choice.ts';
import { line } from './migration-file/line.ts';

const tokens = () => z.int().min(256).max(100_000_000);
const usd = () => z.number().min(0).max(100_000);

const entry = z
  .strictObject({
    contextWindow: tokens().optional().describe('Tokens of input and output together.'),
    inputLimit: tokens().optional().describe('The most input tokens of one request.'),
    outputLimit: tokens().optional().describe('The most output tokens of one reply, reasoning included.'),
    efforts: z
      .array(choice(['low', 'medium', 'high', 'xhigh']))
      .min(1)
      .optional()
      .describe('How much it can be asked to think.'),
    usd: z
      .strictObject({
        input: usd().describe('Of a million input tokens.'),
        cached: usd().optional().describe('Of a million cached input tokens; default: as input.'),
        output: usd().describe('Of a million output tokens.'),
      })
      .optional()
      .describe('What it costs, in US dollars per million tokens.'),
    patchTool: choice(['custom', 'function']).optional().describe('How apply_patch is offered to it.'),
    builtinPatch: z.boolean().optional().describe('Whether the provider has an apply_patch tool of its own for it.'),
    images: z.boolean().optional().describe('Whether it takes images.'),
    compaction: z.boolean().optional().describe('Whether the provider can compact conversations with it.'),
    background: z.boolean().optional().describe('Whether it can answer in the background.'),
    encryptedReasoning: z.boolean().optional().describe('Whether its reasoning can be had encrypted.'),
  })
  .refine(
    ({ contextWindow, inputLimit = 0, outputLimit = 0 }) =>
      contextWindow === undefined || inputLimit + outputLimit <= contextWindow,
    'inputLimit and outputLimit together are more than contextWindow; lower one of them, or raise contextWindow',
  );

/** Models by their id, each with what differs from the built-in row, or, for an id that is not built in, from safe defaults. */
export const ModelCatalog = z.record(line(200), entry);
export type ModelCatalog = z.infer<typeof ModelCatalog>;
