import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem-error.ts';

/** Who asks: the token's holder; where there are no tokens, whoever the request says, else 'unnamed'. Another name than the token's is refused. */
export function actorOf(request: FastifyRequest, named: string | undefined): string {
  const { holder } = request;
  if (holder === undefined) return named ?? 'unnamed';
  if (named === undefined || named === holder.name) return holder.name;
  throw new ProblemError(
    'forbidden',
    `The token belongs to ${JSON.stringify(holder.name)}, so actor can't be ${JSON.stringify(named)}: leave it out, or use that person's token.`,
  );
}
