import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { digestIndex } from '../reading/digest-index.ts';
import { readModule } from '../reading/read-module.ts';
import { readSteps } from '../reading/read-steps.ts';
import { BlobParams, EvidenceQuery, ModuleParams, NoQuery } from '../resources/parameters.ts';

const evidence = z
  .looseObject({
    v: z.literal(1),
    module: z.string(),
    path: z.string(),
    verdict: z.enum(['verified', 'rejected']),
    base: z.string(),
    head: z.string(),
    findings: z.array(
      z.looseObject({ kind: z.string(), rejects: z.boolean(), subject: z.string(), detail: z.string() }),
    ),
    tests: z.object({ before: z.int(), after: z.int(), matched: z.int() }),
    memoised: z.boolean(),
  })
  .meta({ id: 'Evidence', description: 'What a verification proved: commands, exit codes, tests before and after.' });

/** `GET .../modules/:key/evidence` and `GET .../blobs/:digest`. */
export function evidenceRoutes(app: App, { reader, options }: ApiContext): void {
  const isNamed = digestIndex(options);
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules/:key/evidence',
    schema: {
      params: ModuleParams,
      querystring: EvidenceQuery,
      ...describeRoute({
        id: 'getEvidence',
        tag: 'modules',
        summary: "What a module's verification proved: the newest, or the one that is named.",
        ok: {
          description: 'The evidence, byte for byte as its digest was made of it.',
          content: { 'application/json': evidence },
        },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query }, reply) {
      const record = await reader.records.get(params.id);
      const module = await reader.module(record.id, params.key);
      const steps = await readSteps(options.records, record.id, module.key);
      const known = steps.flatMap((step) => (step.kind === 'verify' ? [step.result.evidence] : []));
      const newest = query.evidence ?? (await readModule(reader, record, module)).evidence ?? known.at(-1);
      if (newest === undefined) throw new Failure('NotFound', `${module.path} has not been verified yet.`);
      if (!known.includes(newest) && query.evidence !== undefined)
        throw new Failure(
          'NotFound',
          `${module.path} has no evidence ${newest}: its verifications name those that it has.`,
        );
      const bytes = await options.blobs.get(newest);
      return reply.type('application/json').send(Buffer.from(bytes).toString());
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/blobs/:digest',
    schema: {
      params: BlobParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getBlob',
        tag: 'modules',
        summary: "What a digest stands for, of those that the migration's own records name.",
        ok: {
          description: 'The bytes, to be saved and not to be shown: they may come from anywhere.',
          content: { 'text/plain': z.string(), 'application/octet-stream': z.string() },
        },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const { id } = await reader.records.get(params.id);
      if (!(await isNamed(id, params.digest)))
        throw new Failure('NotFound', `The records of ${id} name no ${params.digest}.`);
      const bytes = Buffer.from(await options.blobs.get(params.digest));
      void reply.header('content-disposition', `attachment; filename="${params.digest}"`);
      if (!isText(bytes)) return reply.type('application/octet-stream').send(bytes);
      // Commands print what the repository holds. Where a secret was taken out, the bytes are not those of the digest any more.
      return reply.type('text/plain; charset=utf-8').send(Buffer.from(await options.scrub(bytes.toString())));
    },
  });
}

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
