import type { TokenHolder, Tokens } from '../tokens/tokens.ts';

/** Who holds the bearer token of an Authorization header; undefined when there is none that is known. */
export async function findHolder(tokens: Tokens, authorization: string | undefined): Promise<TokenHolder | undefined> {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return token === undefined ? undefined : tokens.find(token);
}
