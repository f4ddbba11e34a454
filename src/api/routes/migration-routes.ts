import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { MigrationResource } from '../resources/migration-resource.ts';
import { MigrationPage } from '../resources/page-resources.ts';
import { MigrationParams, MigrationsQuery, NoQuery } from '../resources/parameters.ts';
import { listMigrations } from '../reading/list-migrations.ts';
import { nextLink } from './next-link.ts';
import { migrationView } from '../views/migration-view.ts';

/** `GET /v1/migrations` and `GET /v1/migrations/:id`. */
export function migrationRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations',
    schema: {
      querystring: MigrationsQuery,
      ...describeRoute({
        id: 'listMigrations',
        tag: 'migrations',
        summary: 'Lists migrations, newest first.',
        ok: {
          description: 'A page of migrations; a Link header with rel="next" leads to the next one.',
          content: { 'application/json': MigrationPage },
        },
      }),
    },
    async handler({ query, url }, reply) {
      const page = await listMigrations(reader, options, query);
      if (page.next !== undefined) void reply.header('link', nextLink(url, page.next));
      return reply.type('application/json').send(page);
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id',
    schema: {
      params: MigrationParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getMigration',
        tag: 'migrations',
        summary: 'A migration: where it is, what it waits for and how to give it.',
        ok: { description: 'The migration.', content: { 'application/json': MigrationResource } },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const record = await reader.records.get(params.id);
      const facts = await reader.facts(record, { modules: 'working' });
      return reply.type('application/json').send(migrationView(facts, options));
    },
  });
}
