import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../adapters/is-missing.ts';
import { writeDurably } from '../../adapters/write-durably.ts';
import { Failure } from '../../domain/failure.ts';
import { withFileLock } from './with-file-lock.ts';
import type { Role, Tokens } from './tokens.ts';

const roles = ['viewer', 'operator', 'approver'] as const satisfies readonly Role[];

const StoredTokens = z.strictObject({
  v: z.literal(1),
  tokens: z.array(
    z.strictObject({
      name: z.string(),
      roles: z.array(z.enum(roles)).min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      createdAt: z.string(),
    }),
  ),
});
type StoredToken = z.infer<typeof StoredTokens>['tokens'][number];

/**
 * The bearer tokens of a data folder, in its `tokens.json`. The file is read at every question, so that a running API knows a token that was made or revoked
 * beside it. Throws `InputRefused` for a bad name or role, and `Broken` when the file is damaged.
 */
export function fileTokens(dataFolder: string): Tokens {
  const path = join(dataFolder, 'tokens.json');
  const change = (make: (tokens: StoredToken[]) => StoredToken[]): Promise<void> =>
    withFileLock(path, async () => {
      const document = { v: 1, tokens: make(await read(path)) };
      await writeDurably(path, `${JSON.stringify(document, null, 2)}\n`, 0o600);
    });

  return {
    async create(name, given) {
      checkName(name);
      const holds = checkRoles(given);
      const token = `drover_${randomBytes(32).toString('base64url')}`;
      await change((tokens) => {
        if (tokens.some((other) => other.name === name)) {
          throw new Failure(
            'Conflict',
            `There is a token named ${JSON.stringify(name)} already: choose another name, or revoke it first with 'drover token revoke ${name}'.`,
          );
        }
        return [...tokens, { name, roles: holds, sha256: hashOf(token), createdAt: new Date().toISOString() }];
      });
      return token;
    },

    async find(token) {
      const hash = Buffer.from(hashOf(token), 'hex');
      let found: StoredToken | undefined;
      // All are compared, each in constant time: how long it takes says nothing about how near a guess was.
      for (const stored of await read(path)) {
        if (timingSafeEqual(hash, Buffer.from(stored.sha256, 'hex'))) found = stored;
      }
      return found && { name: found.name, roles: found.roles };
    },

    list: async () => (await read(path)).map(({ name, roles: held, createdAt }) => ({ name, roles: held, createdAt })),

    async revoke(name) {
      let revoked = false;
      await change((tokens) => {
        const kept = tokens.filter((token) => token.name !== name);
        revoked = kept.length < tokens.length;
        return kept;
      });
      return revoked;
    },
  };
}

async function read(path: string): Promise<StoredToken[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return [];
  try {
    return StoredTokens.parse(JSON.parse(text)).tokens;
  } catch (error) {
    throw new Failure(
      'Broken',
      `The tokens in ${path} can't be read, so nobody is let in: mend the file, or remove it and make the tokens anew.`,
      { cause: error },
    );
  }
}

/** A fast hash is enough: 32 random bytes can't be guessed, unlike a password. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function checkName(name: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(name)) return;
  throw new Failure(
    'InputRefused',
    `The token's name is ${JSON.stringify(name)}: use letters, digits and . _ @ - only, at most 64; it is what decisions are recorded under.`,
  );
}

function checkRoles(given: readonly string[]): Role[] {
  const wrong = given.find((role) => !roles.some((known) => known === role));
  if (given.length > 0 && wrong === undefined) return roles.filter((role) => given.includes(role));
  const said = wrong === undefined ? 'The token has no role' : `The role is ${JSON.stringify(wrong)}`;
  throw new Failure(
    'InputRefused',
    `${said}: give it viewer (look), operator (start and steer migrations) or approver (decide on plans and merges).`,
  );
}
