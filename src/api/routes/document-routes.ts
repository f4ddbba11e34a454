import { z } from 'zod';
import type { App } from '../app.ts';
import { migrationFileSchema } from '../../domain/migration-file-schema.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { NoQuery } from '../resources/parameters.ts';

/** `GET /openapi.json` and `/v1/migration-file.schema.json`: for programs and editors, without a token. */
export function documentRoutes(app: App): void {
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'public' },
    schema: { hide: true, querystring: NoQuery },
    handler: (_, reply) => reply.type('application/json').send(app.swagger()),
  });
  const schema = migrationFileSchema();
  app.route({
    method: 'GET',
    url: '/v1/migration-file.schema.json',
    config: { access: 'public' },
    schema: {
      querystring: NoQuery,
      ...describeRoute({
        id: 'getMigrationFileSchema',
        tag: 'service',
        summary: 'The JSON schema of the migration file, for editors.',
        open: true,
        ok: { description: 'The schema.', content: { 'application/schema+json': z.looseObject({}) } },
      }),
    },
    handler: (_, reply) => reply.type('application/schema+json').send(schema),
  });
}
