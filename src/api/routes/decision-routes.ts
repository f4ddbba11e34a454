import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import type { By } from '../../client/migrations.ts';
import { mergeWorkflow } from '../deciding/merge-workflow.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import { ApproveMergeBody, DecidePlanBody, DecisionBody, RejectMergeBody } from '../resources/decision-body.ts';
import { MigrationParams, ModuleParams } from '../resources/parameters.ts';
import { decisionRoute } from './decision-route.ts';

/** The decisions that may come without a body. */
export const optionalBodies: ReadonlySet<string> = new Set([
  'pauseMigration',
  'resumeMigration',
  'cancelMigration',
  'retryModule',
  'skipModule',
]);

/** All `POST`s by which people decide. */
export function decisionRoutes(app: App, context: ApiContext): void {
  migrationDecisions(app, context);
  moduleDecisions(app, context);
  mergeDecisions(app, context);
}

function migrationDecisions(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  for (const verb of ['pause', 'resume', 'cancel'] as const) {
    decisionRoute(app, context, {
      path: verb,
      id: `${verb}Migration`,
      summary: summaries[verb],
      access: 'operator',
      params: MigrationParams,
      body: DecisionBody.nullish(),
      decide: ({ id }, _, __, by) => migrations[verb](id, by),
    });
  }
  for (const verb of ['approve', 'reject'] as const) {
    decisionRoute(app, context, {
      path: `plan/${verb}`,
      id: `${verb}Plan`,
      summary: `${verb === 'approve' ? 'Approves' : 'Rejects'} the plan that was looked at; ${verb === 'approve' ? 'the migration goes on' : 'the migration ends'}.`,
      access: 'approver',
      params: MigrationParams,
      body: DecidePlanBody,
      decide: ({ id }, _, { plan }, by) =>
        migrations.decidePlan(id, verb === 'approve' ? 'approvePlan' : 'rejectPlan', plan, by),
    });
  }
}

function moduleDecisions(app: App, context: ApiContext): void {
  const { reader, options } = context;
  for (const verb of ['retry', 'skip'] as const) {
    decisionRoute(app, context, {
      path: `modules/:key/${verb}`,
      id: `${verb}Module`,
      summary: summaries[verb],
      access: 'operator',
      params: ModuleParams,
      body: DecisionBody.nullish(),
      async decide({ id }, { key }, _, by) {
        return options.migrations[verb](id, (await reader.module(id, key)).key, by);
      },
    });
  }
}

function mergeDecisions(app: App, context: ApiContext): void {
  const { reader, options } = context;
  const { migrations } = options;
  const decideMerge =
    (kind: 'approveMerge' | 'rejectMerge') =>
    async ({ id }: MigrationRecord, { key }: { key: string }, merge: { head: string; evidence: string }, by: By) => {
      const workflowId = mergeWorkflow(await reader.module(id, key), await migrations.progress(id));
      return migrations.decideMerge(workflowId, kind, { head: merge.head, evidence: merge.evidence }, by);
    };
  decisionRoute(app, context, {
    path: 'modules/:key/approve',
    id: 'approveMerge',
    summary: 'Approves a merge: of the head and by the evidence that were looked at.',
    access: 'approver',
    params: ModuleParams,
    body: ApproveMergeBody,
    decide: decideMerge('approveMerge'),
  });
  decisionRoute(app, context, {
    path: 'modules/:key/reject',
    id: 'rejectMerge',
    summary: 'Rejects a merge; the reason goes to the model as one more attempt.',
    access: 'approver',
    params: ModuleParams,
    body: RejectMergeBody,
    decide: decideMerge('rejectMerge'),
  });
}

const summaries = {
  pause: 'Lets no module begin and no step follow, until it is resumed; what runs is not thrown away.',
  resume: 'Lets a paused migration go on.',
  cancel: 'Ends a migration; what has landed stays.',
  retry: 'Begins a new round of a module that ended without landing.',
  skip: 'Ends a module that has not ended, as skipped.',
};
