import { z } from 'zod';
import { line } from './line.ts';

/** A change that was made by hand, and that the model learns from. */
export const ExampleEntry = z.strictObject({
  commit: line(200).describe(
    'A commit of the repository, by its id, or by a branch or tag that it is the newest one of.',
  ),
  note: line(500).optional().describe('What it shows; the model is told.'),
});
