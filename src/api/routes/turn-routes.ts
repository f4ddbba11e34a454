import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { readSteps } from '../reading/read-steps.ts';
import { readTurn } from '../reading/read-turn.ts';
import { TurnParams, TurnQuery } from '../resources/parameters.ts';
import { TurnResource } from '../resources/turn-resource.ts';

/** `GET .../modules/:key/attempts/:attempt/turns/:turn`. */
export function turnRoutes(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/modules/:key/attempts/:attempt/turns/:turn',
    schema: {
      params: TurnParams,
      querystring: TurnQuery,
      ...describeRoute({
        id: 'getTurn',
        tag: 'modules',
        summary: 'One turn: the exact request and reply, the tool calls and what came of them.',
        ok: { description: 'The turn, without secrets.', content: { 'application/json': TurnResource } },
        problems: ['not-found'],
      }),
    },
    async handler({ params, query }, reply) {
      const { id } = await reader.records.get(params.id);
      const module = await reader.module(id, params.key);
      const steps = await readSteps(options.records, id, module.key);
      const { attempt, turn } = params;
      return reply
        .type('application/json')
        .send(await readTurn(options.blobs, steps, { round: query.round, attempt, turn }));
    },
  });
}
