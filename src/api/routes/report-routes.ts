import { z } from 'zod';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { redact } from '../../core/migration-file/redact.ts';
import { htmlReport } from '../../core/report/html/html-report.ts';
import { markdownReport } from '../../core/report/markdown/markdown-report.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { scrubJson } from '../scrubbing/scrub-json.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { readDocuments } from '../reading/read-documents.ts';
import { readReported } from '../reading/read-reported.ts';
import { MigrationParams, ReportQuery } from '../resources/parameters.ts';
import { ReportResource } from '../resources/report-resource.ts';
import { reportFormat } from './report-format.ts';

/** What a page from elsewhere may do in the API's name: nothing. It holds what a repository and a model wrote. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox";

/** `GET .../report`. */
export function reportRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/report',
    schema: {
      params: MigrationParams,
      querystring: ReportQuery,
      ...describeRoute({
        id: 'getReport',
        tag: 'migrations',
        summary: 'What a migration ended in, with every module; it is there from the end on, for good.',
        ok: {
          description: 'The report, as the format parameter or the Accept header wants it.',
          content: { 'application/json': ReportResource, 'text/markdown': z.string(), 'text/html': z.string() },
        },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query, headers }, reply) {
      const record = await reader.records.get(params.id);
      const { id } = record;
      const report = (await options.records.read(id, 'report')) as MigrationReport | undefined;
      if (report === undefined)
        throw new Failure(
          'NotFound',
          `The migration ${id} has no report: it still runs, or it ended without one. Its status says which.`,
        );
      const format = reportFormat(query.format, headers.accept);
      void reply.header('vary', 'accept');
      const shown = { ...report, warnings: report.warnings.map(redact) };
      switch (format) {
        case 'json':
          return reply.type('application/json').send(shown);
        case 'bundle':
          // The documents stay as their digests were made of them.
          return reply.type('application/json').send(
            JSON.stringify({
              ...((await scrubJson(options.scrub, shown)) as typeof shown),
              documents: await readDocuments(options, report),
            }),
          );
        case 'markdown':
          return reply
            .type('text/markdown; charset=utf-8')
            .send(await options.scrub(markdownReport(await readReported(options, record, report))));
        case 'html':
          return reply
            .type('text/html; charset=utf-8')
            .header('content-security-policy', policy)
            .send(await options.scrub(htmlReport(await readReported(options, record, report))));
        default:
          return format satisfies never;
      }
    },
  });
}
