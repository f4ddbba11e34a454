import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** How many requests a minute one token, or one address without a token, may make. */
const perMinute = { read: 1_200, write: 300, events: 120 } as const;

/** Counts requests by kind and by whoever sends them, and refuses those above the limit. Health checks are not counted. */
export function requestLimits(app: App): (request: FastifyRequest) => Promise<void> {
  const limiter = (max: number) =>
    app.createRateLimit({
      max,
      timeWindow: 60_000,
      keyGenerator: ({ holder, ip }) => (holder === undefined ? `address ${ip}` : `token ${holder.name}`),
    });
  const limiters = {
    read: limiter(perMinute.read),
    write: limiter(perMinute.write),
    events: limiter(perMinute.events),
  };
  return async (request) => {
    const { limit = 'read' } = request.routeOptions.config;
    if (limit === 'none') return;
    const counted = await limiters[limit](request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new ProblemError(
      'too-many-requests',
      `More than ${perMinute[limit]} requests of this kind came within a minute. Wait ${counted.ttlInSeconds} s.`,
      { headers: { 'retry-after': `${Math.max(1, counted.ttlInSeconds)}` } },
    );
  };
}
