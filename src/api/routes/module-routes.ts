import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { listModules } from '../reading/list-modules.ts';
import { readModule } from '../reading/read-module.ts';
import { readSteps } from '../reading/read-steps.ts';
import { ModuleDetailResource } from '../resources/module-detail-resource.ts';
import { ModulePage } from '../resources/page-resources.ts';
import { MigrationParams, ModuleParams, ModulesQuery, NoQuery } from '../resources/parameters.ts';
import { moduleRounds } from '../views/module-rounds.ts';
import { nextLink } from './next-link.ts';

/** `GET .../modules` and `GET .../modules/:key`. */
export function moduleRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules',
    schema: {
      params: MigrationParams,
      querystring: ModulesQuery,
      ...describeRoute({
        id: 'listModules',
        tag: 'modules',
        summary: "Lists a migration's modules, in the plan's order.",
        ok: {
          description: 'A page of modules; empty as long as the repository has not been read.',
          content: { 'application/json': ModulePage },
        },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query, url }, reply) {
      const page = await listModules(reader, await reader.records.get(params.id), query);
      if (page.next !== undefined) void reply.header('link', nextLink(url, page.next));
      return reply.type('application/json').send(page);
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules/:key',
    schema: {
      params: ModuleParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getModule',
        tag: 'modules',
        summary: 'A module with all that was done for it, by round, attempt and turn.',
        ok: { description: 'The module.', content: { 'application/json': ModuleDetailResource } },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const record = await reader.records.get(params.id);
      const module = await reader.module(record.id, params.key);
      const [resource, steps] = await Promise.all([
        readModule(reader, record, module),
        readSteps(options.records, record.id, module.key),
      ]);
      return reply.type('application/json').send({ ...resource, rounds: moduleRounds(steps) });
    },
  });
}
