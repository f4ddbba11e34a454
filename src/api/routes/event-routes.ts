import { z } from 'zod';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { MigrationParams, NoQuery } from '../resources/parameters.ts';

/** One event of the stream, as its fields are. */
const event = z.object({
  id: z.string(),
  event: z.enum(['migration', 'module', 'end']),
  data: z.string().describe('A JSON document.'),
});

/** `GET .../events`. */
export function eventRoutes(app: App, { reader, events }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/events',
    config: { limit: 'events' },
    schema: {
      params: MigrationParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'watchMigration',
        tag: 'migrations',
        summary: 'Tells of each change, as server-sent events, until the migration ends.',
        description:
          'Event `migration` holds a Migration: at once, and at each change. Event `module` holds a Module: those at work at once, and each that ' +
          'changes. Event `end` comes last. A comment comes at least every 15 seconds. Whoever connects again begins with the state as it is ' +
          'then; Last-Event-ID changes nothing.',
        ok: { description: 'Server-sent events.', content: { 'text/event-stream': event } },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const { id } = await reader.records.get(params.id);
      const { stream } = events.listen(id);
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  });
}
