import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { moduleRange } from '../reading/module-range.ts';
import { DiffQuery, MigrationParams, ModuleParams, NoQuery } from '../resources/parameters.ts';

const type = 'text/x-diff; charset=utf-8';
const content = { 'text/x-diff': z.string() };

/** `GET .../diff`, of a migration's branch and of a module. */
export function diffRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/diff',
    schema: {
      params: MigrationParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getDiff',
        tag: 'migrations',
        summary: 'All that has landed so far, as a unified diff from the base commit.',
        ok: { description: 'The diff; empty when nothing has landed.', content },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const { id } = await reader.records.get(params.id);
      const base = (await reader.plan(id))?.base;
      if (base === undefined)
        throw new Failure(
          'NotFound',
          `The migration ${id} has no branch yet: it is made when its repository has been read.`,
        );
      const report = (await options.records.read(id, 'report')) as MigrationReport | undefined;
      const head = report?.head || (await options.store.readRef(id, 'integration')) || base;
      return reply.type(type).send(base === head ? '' : await options.store.diff(base, head));
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules/:key/diff',
    schema: {
      params: ModuleParams,
      querystring: DiffQuery,
      ...describeRoute({
        id: 'getModuleDiff',
        tag: 'modules',
        summary: "A module's change as a unified diff: all of it, or what one round or attempt did.",
        ok: { description: 'The diff; empty when the files are as they were.', content },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query }, reply) {
      const record = await reader.records.get(params.id);
      const module = await reader.module(record.id, params.key);
      const { from, to } = await moduleRange(reader, options, record, module, query);
      return reply.type(type).send(from === to ? '' : await options.store.diff(from, to));
    },
  });
}
