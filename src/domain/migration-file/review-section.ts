import { z } from 'zod';
import { choice } from './choice.ts';
import { line } from './line.ts';

const settings = z.strictObject({
  model: line(200).optional().describe("The model's id; default: model.name."),
  effort: choice(['low', 'medium', 'high', 'xhigh']).optional().describe('How much it thinks; default: model.effort.'),
  severity: choice(['low', 'medium', 'high'])
    .default('medium')
    .describe('From which severity on a finding becomes one more attempt; the others are shown alone.'),
});

/** Whether, and how, a second conversation looks at what was verified. */
export const ReviewSection = z.union([z.boolean(), settings], {
  error: 'write true, false, or { model: ..., effort: ..., severity: low, medium or high }',
});
