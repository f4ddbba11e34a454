import { z } from 'zod';
import { line } from './line.ts';

/** Five million bytes as base64, and some room. */
const mostData = 6_700_000;

const described = z.strictObject({
  path: line(1_000).describe("Its path in the repository, or beside the migration file, from that file's folder."),
  for: line(1_000).optional().describe('What it shows, or what it is good for; the model is told.'),
  data: z
    .string()
    .max(mostData)
    .regex(/^(?:[A-Za-z0-9+/]+={0,2}|blob:[0-9a-f]{64})$/, 'write the image as base64')
    .optional()
    .describe('The image itself as base64; the command line puts it in for files beside the migration file.'),
});

/** A picture for the model: a path, or a path with more. */
export const ImageEntry = z.union([line(1_000), described], {
  error: 'write the path of a PNG, JPEG, WebP or GIF image, or { path: ..., for: ... }',
});

export type ImageEntry = z.infer<typeof ImageEntry>;
