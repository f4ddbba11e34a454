import type { ApiContext } from '../api-context.ts';
import { actorOf } from '../access/actor-of.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { MigrationBody } from '../resources/migration-body.ts';
import { MigrationResource } from '../resources/migration-resource.ts';
import { StartHeaders, StartQuery } from '../resources/parameters.ts';
import { acceptFile } from '../starting/accept-file.ts';
import { takeImages } from '../starting/take-images.ts';
import { startMigration } from '../starting/start-migration.ts';
import { migrationView } from '../views/migration-view.ts';
import { validateAllButBody } from './validate-all-but-body.ts';

/** A migration file with as many images as it may have, as base64. */
const startBytes = 28_000_000;

/** `POST /v1/migrations`. */
export function startRoutes(app: App, { reader, options }: ApiContext): void {
  const start = startMigration(options);
  app.route({
    method: 'POST',
    url: '/v1/migrations',
    bodyLimit: startBytes,
    config: { access: 'operator', limit: 'write' },
    // The file's faults are told by the one who reads it, in the words that the command line has, too.
    validatorCompiler: validateAllButBody,
    schema: {
      querystring: StartQuery,
      headers: StartHeaders,
      body: MigrationBody,
      ...describeRoute({
        id: 'startMigration',
        tag: 'migrations',
        summary: 'Starts a migration. From the answer on, it is not lost.',
        description:
          'The body is the migration file. A repeated request with the same Idempotency-Key, parameters and body finds the migration of the first ' +
          'one; with other ones it is refused.',
        ok: {
          status: 202,
          description: 'The migration, started now or by an earlier request like this one.',
          content: { 'application/json': MigrationResource },
        },
        problems: ['idempotency-conflict', 'too-large', 'unsupported-media-type', 'invalid-migration-file'],
      }),
    },
    async handler(request, reply) {
      const { query, headers, body } = request;
      const actor = actorOf(request, query.actor);
      const taken = await takeImages(body, options.blobs);
      const file = acceptFile(taken.body, options, taken.faults);
      const { mode, module } = query;
      const { record, fresh } = await start({ file, body, mode, module, key: headers['idempotency-key'], actor });
      // Its workflow has only begun: there is nothing to ask it yet.
      const facts = fresh ? ({ record, stage: { kind: 'begun' } } as const) : await reader.facts(record);
      return reply
        .code(202)
        .header('location', `/v1/migrations/${record.id}`)
        .type('application/json')
        .send(migrationView(facts, options));
    },
  });
}
