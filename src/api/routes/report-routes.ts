import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { redact } from '../../core/migration-file/redact.ts';
import { MigrationParams, NoQuery } from '../resources/parameters.ts';
import { ReportResource } from '../resources/report-resource.ts';

/** `GET .../report`. */
export function reportRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/report',
    schema: {
      params: MigrationParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getReport',
        tag: 'migrations',
        summary: 'What a migration ended in, with every module; it is there from the end on, for good.',
        ok: { description: 'The report.', content: { 'application/json': ReportResource } },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const { id } = await reader.records.get(params.id);
      const report = (await options.records.read(id, 'report')) as MigrationReport | undefined;
      if (report === undefined)
        throw new Failure(
          'NotFound',
          `The migration ${id} has no report: it still runs, or it ended without one. Its status says which.`,
        );
      return reply.type('application/json').send({ ...report, warnings: report.warnings.map(redact) });
    },
  });
}
