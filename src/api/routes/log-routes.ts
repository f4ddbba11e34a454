import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { startBehind, toCursor } from '../reading/cursor.ts';
import { mapLimited } from '../reading/map-limited.ts';
import { readSteps } from '../reading/read-steps.ts';
import { stepLog } from '../reading/step-log.ts';
import { LogPage } from '../resources/page-resources.ts';
import { LogsQuery, ModuleParams } from '../resources/parameters.ts';
import type { StepRecord } from '../views/step-record.ts';
import { nextLink } from './next-link.ts';

const atOnce = 10;

/** `GET .../modules/:key/logs`. */
export function logRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules/:key/logs',
    schema: {
      params: ModuleParams,
      querystring: LogsQuery,
      ...describeRoute({
        id: 'getLogs',
        tag: 'modules',
        summary: 'What each step of a module said: commands, the model, patches, findings.',
        ok: { description: 'A page of steps, oldest first.', content: { 'application/json': LogPage } },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query, url }, reply) {
      const { id } = await reader.records.get(params.id);
      const module = await reader.module(id, params.key);
      const steps = (await readSteps(options.records, id, module.key)).filter((step) => isWanted(step, query));
      const start = startBehind(
        query.cursor,
        steps.map(({ step }) => step),
      );
      const page = steps.slice(start, start + query.limit);
      const last = page.at(-1);
      const next = last !== undefined && start + page.length < steps.length ? toCursor(last.step) : undefined;
      if (next !== undefined) void reply.header('link', nextLink(url, next));
      const logs = await mapLimited(page, atOnce, (step) => stepLog(options.blobs, step));
      return reply.type('application/json').send({ logs, ...(next !== undefined && { next }) });
    },
  });
}

type Wanted = { round?: number | undefined; attempt?: number | undefined; turn?: number | undefined };

function isWanted(step: StepRecord, { round, attempt, turn }: Wanted): boolean {
  if (round !== undefined && step.round !== round) return false;
  if (attempt !== undefined && !('attempt' in step && step.attempt === attempt)) return false;
  return turn === undefined || ('turn' in step && step.turn === turn);
}
