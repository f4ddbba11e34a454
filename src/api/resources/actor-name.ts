import { z } from 'zod';

/** Who asks or decides, as it will be recorded and stand in a commit's message: one line, in which nothing can pass for a line of its own. */
export const actorName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, 'write it on one line, without control characters');
