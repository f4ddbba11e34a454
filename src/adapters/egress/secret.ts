import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';

/** A secret is never written into the operator's file itself: it names the variable or the file that holds it. */
export const Secret = z
  .strictObject({
    env: z.string().min(1).optional().describe("The worker's environment variable that holds it."),
    file: z.string().startsWith('/', 'write an absolute path').optional().describe('The file that holds it.'),
  })
  .refine(({ env, file }) => (env === undefined) !== (file === undefined), {
    message: 'write { env: NAME } or { file: /path }',
  });
export type Secret = z.infer<typeof Secret>;

/** Reads a secret. Throws `InputRefused` naming the field where it is missing, empty, or of more than one line. */
export async function readSecret(
  secret: Secret,
  field: string,
  env: Record<string, string | undefined>,
): Promise<string> {
  const where = secret.env === undefined ? `the file '${secret.file}'` : `the variable ${secret.env}`;
  const refuse = (what: string, cause?: unknown) =>
    new Failure('InputRefused', `${field} takes a secret from ${where}, and ${what}. Set it for the worker.`, {
      cause,
    });
  const text =
    secret.file === undefined
      ? (env[secret.env ?? ''] ?? '')
      : await readFile(secret.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
          throw refuse(`it can't be read (${error.code})`, error);
        });
  const value = text.trim();
  if (value === '') throw refuse('that is empty or missing');
  if (!/^[\t\x20-\x7e]*$/.test(value)) throw refuse('that holds line breaks or other characters no header can carry');
  return value;
}
