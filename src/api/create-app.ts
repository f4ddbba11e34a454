import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { guardRequests } from './access/guard-requests.ts';
import type { ApiContext } from './api-context.ts';
import type { ApiOptions } from './api-options.ts';
import type { App } from './app.ts';
import { migrationEvents, type MigrationEvents } from './events/migration-events.ts';
import type { Snapshot } from './events/snapshot.ts';
import { lookAtMigration } from './events/look-at-migration.ts';
import { completeDocument } from './openapi/complete-document.ts';
import { dropUnusedSchemas } from './openapi/drop-unused-schemas.ts';
import { openapiInfo } from './openapi/openapi-info.ts';
import { answerProblems } from './problems/answer-problems.ts';
import { refuseBrokenRequest } from './problems/refuse-broken-request.ts';
import { migrationReader } from './reading/migration-reader.ts';
import { scrubJson } from './scrubbing/scrub-json.ts';
import { rollbackRoutes } from './routes/rollback-routes.ts';
import { decisionRoutes, optionalBodies } from './routes/decision-routes.ts';
import { diffRoutes } from './routes/diff-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { evidenceRoutes } from './routes/evidence-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { migrationRoutes } from './routes/migration-routes.ts';
import { moduleRoutes } from './routes/module-routes.ts';
import { refuseUnknown } from './routes/refuse-unknown.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { documentRoutes } from './routes/document-routes.ts';
import { turnRoutes } from './routes/turn-routes.ts';
import { startRoutes } from './routes/start-routes.ts';

const bodyBytes = 1_048_576;
const requestMs = 30_000;
/** A module's path may be 4,096 characters long, and each may take three when it is encoded. */
const parameterCharacters = 12_288;

/** Without the library's own changes to zod's schemas: they take from a union what has not got its content yet. */
const zodToJsonConfig = { override: () => {} };
const schemaTransforms = {
  jsonSchemaTransform: createJsonSchemaTransform({ zodToJsonConfig }),
  jsonSchemaTransformObject: createJsonSchemaTransformObject({ zodToJsonConfig }),
};

const allRoutes = [
  startRoutes,
  migrationRoutes,
  reportRoutes,
  eventRoutes,
  moduleRoutes,
  diffRoutes,
  logRoutes,
  turnRoutes,
  evidenceRoutes,
  decisionRoutes,
  rollbackRoutes,
  healthRoutes,
  documentRoutes,
];

/** The API as a Fastify server that does not listen yet. */
export async function createApp(options: ApiOptions): Promise<{ app: App; events: MigrationEvents }> {
  const app = newApp(options);
  const reader = migrationReader(options);
  const look = lookAtMigration(reader, options);
  const events = migrationEvents(
    async (id) => (await scrubJson(options.scrub, await look(id))) as Snapshot,
    options.log,
  );
  const context: ApiContext = { options, reader, events };
  const refuseOthers = refuseUnknown(app);
  await app.register(rateLimit, { global: false });
  guardRequests(app, options.access);
  app.addHook('onSend', async (_, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  app.addHook('preSerialization', (_, __, payload) => scrubJson(options.scrub, payload));
  await describeApp(app, options.access.kind === 'tokens');
  for (const routes of allRoutes) routes(app, context);
  refuseOthers();
  await app.ready();
  return { app, events };
}

function newApp({ log, scrub }: Pick<ApiOptions, 'log' | 'scrub'>): App {
  const answer = answerProblems(log, scrub);
  const app: App = fastify({
    bodyLimit: bodyBytes,
    requestTimeout: requestMs,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: parameterCharacters },
    clientErrorHandler: refuseBrokenRequest,
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answer);
  takeJsonAlone(app);
  return app;
}

/** The description and its pages, which anybody may read. */
async function describeApp(app: App, tokens: boolean): Promise<void> {
  const { jsonSchemaTransform, jsonSchemaTransformObject } = schemaTransforms;
  await app.register(swagger, {
    openapi: openapiInfo,
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      dropUnusedSchemas(completeDocument(jsonSchemaTransformObject(document), { optionalBodies, tokens })),
  });
  await app.register(async (pages) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
    });
    await pages.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  });
}

/** JSON is the only kind of body; an empty one counts as none, for whoever names its type and has nothing to say. */
function takeJsonAlone(app: App): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}
