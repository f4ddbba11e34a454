/** What a token's holder may do: look (viewer), start and steer migrations (operator), decide on plans and merges (approver). All may look. */
export type Role = 'viewer' | 'operator' | 'approver';

export type TokenHolder = { name: string; roles: Role[] };

/** The API's bearer tokens. What is stored is a hash: a token can't be read back. */
export interface Tokens {
  /** Makes a token and returns it, the only time that it can be seen. Throws `Conflict` when the name is taken. */
  create(name: string, roles: Role[]): Promise<string>;
  /** Who holds the token; undefined for one that is unknown or revoked. */
  find(token: string): Promise<TokenHolder | undefined>;
  list(): Promise<(TokenHolder & { createdAt: string })[]>;
  /** False when there is no token of that name. */
  revoke(name: string): Promise<boolean>;
}
