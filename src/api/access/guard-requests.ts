import type { ApiOptions } from '../api-options.ts';
import type { App } from '../app.ts';
import { requestLimits } from '../limits/request-limits.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Role, TokenHolder } from '../tokens/tokens.ts';
import { checkRole } from './check-role.ts';
import { findHolder } from './find-holder.ts';
import { originFault } from './origin-fault.ts';

/** What a route needs: a role, or nothing. */
export type RouteAccess = 'public' | Role;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `viewer` where it is not said. */
    access?: RouteAccess;
    /** Which of the rate limits counts; by default reads. */
    limit?: 'write' | 'events' | 'none';
  }
  interface FastifyRequest {
    /** Who holds the request's token; undefined where there are no tokens. */
    holder: TokenHolder | undefined;
  }
}

/** Lets no request through that its sender's origin (on loopback), the rate limits or the route's role forbid. */
export function guardRequests(app: App, access: ApiOptions['access']): void {
  const countRequest = requestLimits(app);
  app.decorateRequest('holder', undefined);
  app.addHook('onRequest', async (request) => {
    if (access.kind === 'loopback') {
      const fault = originFault(request.headers);
      if (fault !== undefined) throw new ProblemError('forbidden', fault);
      return countRequest(request);
    }
    request.holder = await findHolder(access.tokens, request.headers.authorization);
    // Counted before it is refused, so that nobody can try tokens without end.
    await countRequest(request);
    checkRole(request.routeOptions.config.access ?? 'viewer', request.holder, request.headers.authorization);
  });
}
