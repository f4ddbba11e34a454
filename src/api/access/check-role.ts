import { ProblemError } from '../problems/problem-error.ts';
import type { TokenHolder } from '../tokens/tokens.ts';
import type { RouteAccess } from './guard-requests.ts';

/** Throws `unauthenticated` without a known token, and `forbidden` naming the role that is missing. Every role may look. */
export function checkRole(
  needed: RouteAccess,
  holder: TokenHolder | undefined,
  authorization: string | undefined,
): void {
  if (needed === 'public') return;
  if (holder === undefined) throw unauthenticated(authorization);
  if (needed === 'viewer' || holder.roles.includes(needed)) return;
  throw new ProblemError(
    'forbidden',
    `This needs a token with the role ${needed}; that of ${JSON.stringify(holder.name)} has ${holder.roles.join(', ')}.`,
  );
}

function unauthenticated(authorization: string | undefined): ProblemError {
  const given = authorization !== undefined;
  const detail = given
    ? 'The Authorization header holds no token that this API knows: it may have been revoked. Make one with `drover token create`.'
    : 'Send a token in the header Authorization: Bearer TOKEN. Make one with `drover token create`.';
  const challenge = `Bearer realm="drover"${given ? ', error="invalid_token"' : ''}`;
  return new ProblemError('unauthenticated', detail, { headers: { 'www-authenticate': challenge } });
}
