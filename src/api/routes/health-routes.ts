import { z } from 'zod';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { patience } from '../reading/patience.ts';
import { NoQuery } from '../resources/parameters.ts';

const health = z.object({ status: z.literal('ok') });
const readiness = z.object({ status: z.literal('ready') });

/** A name that no migration has, to ask Temporal for. */
const nobody = 'readiness';

/** `GET /healthz` and `/readyz`: for whoever looks after the service, without a token. */
export function healthRoutes(app: App, { options }: ApiContext): void {
  const open = { access: 'public', limit: 'none' } as const;
  app.route({
    method: 'GET',
    url: '/healthz',
    config: open,
    schema: {
      querystring: NoQuery,
      ...describeRoute({
        id: 'health',
        tag: 'service',
        summary: 'Whether this process lives.',
        open: true,
        ok: { description: 'It does.', content: { 'application/json': health } },
      }),
    },
    handler: (_, reply) => reply.type('application/json').send({ status: 'ok' as const }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: open,
    schema: {
      querystring: NoQuery,
      ...describeRoute({
        id: 'readiness',
        tag: 'service',
        summary: 'Whether Temporal answers and the data folder can be read.',
        open: true,
        ok: { description: 'Both.', content: { 'application/json': readiness } },
      }),
    },
    async handler(_, reply) {
      const waiting = patience();
      const [temporal, data] = await Promise.all([
        waiting(options.migrations.status(nobody)),
        waiting(options.records.migrations()),
      ]);
      const faults = [
        ...(temporal.kind === 'answered' ? [] : ['Temporal does not answer']),
        ...(data.kind === 'answered' ? [] : ['the data folder (DROVER_DATA) can not be read']),
      ];
      if (faults.length > 0)
        throw new ProblemError('unavailable', `Not ready: ${faults.join(', and ')}.`, {
          headers: { 'retry-after': '5' },
        });
      return reply.type('application/json').send({ status: 'ready' as const });
    },
  });
}
