import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorOf } from '../access/actor-of.ts';
import { channelOf } from '../access/channel-of.ts';
import type { RouteAccess } from '../access/guard-requests.ts';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import type { By } from '../../client/migrations.ts';
import type { Decision } from '../../domain/decision.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import { refuseEnded } from '../deciding/refuse-ended.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { DecisionResource } from '../resources/decision-resource.ts';
import { NoQuery } from '../resources/parameters.ts';
import { decisionView } from '../views/decision-view.ts';

/** A decision that is taken with a POST: where, by whom, with which body, and how the workflow is told. */
type DecisionRoute<Params extends z.ZodType, Body extends z.ZodType, Subject> = {
  path: string;
  id: string;
  summary: string;
  access: RouteAccess;
  params: Params;
  body: Body;
  /** Finds what the decision is about. */
  find: (record: MigrationRecord, params: z.output<Params>) => Promise<Subject>;
  decide: (subject: Subject, body: z.output<Body>, by: By) => Promise<Decision>;
};

type Said = { actor?: string | undefined; reason?: string | undefined } | null | undefined;

/** Serves a decision. What the workflow refuses is a conflict, with its words. */
export function decisionRoute<Params extends z.ZodType<{ id: string }>, Body extends z.ZodType<Said>, Subject>(
  app: App,
  { reader, options }: ApiContext,
  route: DecisionRoute<Params, Body, Subject>,
): void {
  app.route({
    method: 'POST',
    url: `/v1/migrations/:id/${route.path}`,
    config: { access: route.access, limit: 'write' },
    schema: {
      params: route.params,
      querystring: NoQuery,
      body: route.body,
      ...describeRoute({
        id: route.id,
        tag: 'decisions',
        summary: route.summary,
        ok: { description: 'The decision, as it is recorded.', content: { 'application/json': DecisionResource } },
        problems: ['not-found', 'conflict', 'too-large', 'unsupported-media-type'],
      }),
    },
    async handler(request, reply) {
      const params = request.params as z.output<Params>;
      const body = request.body as z.output<Body>;
      const record = await reader.records.get(params.id);
      const subject = await route.find(record, params);
      const by = byWhom(request, body);
      const decision = await refuseEnded(reader, record, () => route.decide(subject, body, by)).catch(
        (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          // Names and reasons may hold line breaks, which must not look like lines of the log.
          options.log(`${route.id} of ${record.id} by ${JSON.stringify(by.actor)} refused: ${JSON.stringify(why)}`);
          throw error;
        },
      );
      return reply.type('application/json').send(decisionView(decision));
    },
  });
}

function byWhom(request: FastifyRequest, said: Said): By {
  const reason = said?.reason;
  return {
    actor: actorOf(request, said?.actor),
    channel: channelOf(request.headers['user-agent']),
    ...(reason !== undefined && { reason }),
  };
}
