import { hasLanded } from '../../core/workflow/has-landed.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { Rollback } from '../../domain/rollback.ts';
import { actorOf } from '../access/actor-of.ts';
import { channelOf } from '../access/channel-of.ts';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import { rollbackModules } from '../deciding/rollback-modules.ts';
import { describeRoute } from '../openapi/describe-route.ts';
import { MigrationParams, NoQuery, RollbackParams } from '../resources/parameters.ts';
import { RollbackBody, RollbackResource } from '../resources/rollback-resource.ts';
import { rollbackView } from '../views/rollback-view.ts';

/** `POST .../rollbacks` and `GET .../rollbacks/:rollback`. */
export function rollbackRoutes(app: App, context: ApiContext): void {
  begin(app, context);
  look(app, context);
}

function begin(app: App, context: ApiContext): void {
  const { reader, options } = context;
  app.route({
    method: 'POST',
    url: '/v1/migrations/:id/rollbacks',
    config: { access: 'approver', limit: 'write' },
    schema: {
      params: MigrationParams,
      querystring: NoQuery,
      body: RollbackBody,
      ...describeRoute({
        id: 'rollBack',
        tag: 'decisions',
        summary: 'Takes merged modules of a migration that has ended back, by inverse commits, each verified.',
        description:
          'Nothing is moved before all is green. Its resource says how far it is, and what would go where it is refused.',
        ok: {
          status: 202,
          description: 'The rollback, which has begun.',
          content: { 'application/json': RollbackResource },
        },
        problems: ['not-found', 'conflict', 'too-large', 'unsupported-media-type'],
      }),
    },
    async handler(request, reply) {
      const { params, body } = request;
      const { id } = await reader.records.get(params.id);
      const modules = await namedModules(context, id, body);
      const by = {
        actor: actorOf(request, body.actor),
        channel: channelOf(request.headers['user-agent']),
        reason: body.reason ?? '',
      };
      const { dependants, preview } = body;
      const rollback = await options.migrations.rollBack(id, { modules, dependants, preview }, by);
      const begun: Rollback = {
        v: 1,
        id: rollback,
        state: 'planning',
        ...by,
        at: Date.now(),
        modules,
        entries: [],
        checks: 0,
        red: [],
      };
      return reply
        .code(202)
        .header('location', `/v1/migrations/${id}/rollbacks/${rollback}`)
        .type('application/json')
        .send(rollbackView(begun));
    },
  });
}

function look(app: App, { reader, options }: ApiContext): void {
  app.route({
    method: 'GET',
    url: '/v1/migrations/:id/rollbacks/:rollback',
    schema: {
      params: RollbackParams,
      querystring: NoQuery,
      ...describeRoute({
        id: 'getRollback',
        tag: 'migrations',
        summary: 'A rollback: what goes, what was verified, and how it ended.',
        ok: { description: 'The rollback.', content: { 'application/json': RollbackResource } },
        problems: ['not-found'],
      }),
    },
    async handler({ params }, reply) {
      const { id } = await reader.records.get(params.id);
      const kept = (await options.records.read(id, `rollbacks/${params.rollback}`)) as Rollback | undefined;
      const rollback = kept ?? (await options.migrations.rollback(id, params.rollback));
      return reply.type('application/json').send(rollbackView(rollback));
    },
  });
}

async function namedModules({ reader, options }: ApiContext, id: string, body: RollbackBody): Promise<string[]> {
  const report = (await options.records.read(id, 'report')) as MigrationReport | undefined;
  const plan = await reader.plan(id);
  if (report === undefined || plan === undefined)
    throw new Failure(
      'Conflict',
      `The migration ${id} has not ended: what it has landed is rolled back when it has. \`drover cancel\` ends it; what has landed stays on its branch.`,
    );
  const landed = new Set(report.modules.filter(({ state }) => hasLanded(state)).map(({ key }) => key));
  const modules = rollbackModules(plan, landed, body);
  if (modules.length === 0)
    throw new Failure('Conflict', `Nothing of that has landed in ${id}: there is nothing to roll back.`);
  return modules;
}
