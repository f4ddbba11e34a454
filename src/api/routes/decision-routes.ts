import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import type { By } from '../../client/migrations.ts';
import { mergeWorkflow } from '../deciding/merge-workflow.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
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
}

function migrationDecisions(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  const common = { params: MigrationParams, find: async (record: MigrationRecord) => record };
  for (const verb of ['pause', 'resume', 'cancel'] as const) {
    decisionRoute(app, context, {
      ...common,
      path: verb,
      id: `${verb}Migration`,
      summary: summaries[verb],
      access: 'operator',
      body: DecisionBody.nullish(),
      decide: ({ id }, _, by) => migrations[verb](id, by),
    });
  }
  for (const verb of ['approve', 'reject'] as const) {
    const kind = verb === 'approve' ? 'approvePlan' : 'rejectPlan';
    decisionRoute(app, context, {
      ...common,
      path: `plan/${verb}`,
      id: kind,
      summary: summaries[kind],
      access: 'approver',
      body: DecidePlanBody,
      decide: ({ id }, { plan }, by) => migrations.decidePlan(id, kind, plan, by),
    });
  }
}

function moduleDecisions(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  const common = { params: ModuleParams, find: findModule(context) };
  for (const verb of ['retry', 'skip'] as const) {
    decisionRoute(app, context, {
      ...common,
      path: `modules/:key/${verb}`,
      id: `${verb}Module`,
      summary: summaries[verb],
      access: 'operator',
      body: DecisionBody.nullish(),
      decide: ({ id, module }, _, by) => migrations[verb](id, module.key, by),
    });
  }
  const decideMerge =
    (kind: 'approveMerge' | 'rejectMerge') =>
    async ({ id, module }: ModuleOf, { head, evidence }: { head: string; evidence: string }, by: By) =>
      migrations.decideMerge(mergeWorkflow(module, await migrations.progress(id)), kind, { head, evidence }, by);
  decisionRoute(app, context, {
    ...common,
    path: 'modules/:key/approve',
    id: 'approveMerge',
    summary: summaries.approveMerge,
    access: 'approver',
    body: ApproveMergeBody,
    decide: decideMerge('approveMerge'),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'modules/:key/reject',
    id: 'rejectMerge',
    summary: summaries.rejectMerge,
    access: 'approver',
    body: RejectMergeBody,
    decide: decideMerge('rejectMerge'),
  });
}

type ModuleOf = { id: MigrationId; module: ModulePlan };

function findModule({ reader }: ApiContext) {
  return async ({ id }: MigrationRecord, { key }: { key: string }): Promise<ModuleOf> => ({
    id,
    module: await reader.module(id, key),
  });
}

const summaries = {
  pause: 'Lets no module begin and no step follow, until it is resumed; what runs is not thrown away.',
  resume: 'Lets a paused migration go on.',
  approvePlan: 'Approves the plan that was looked at; the migration goes on.',
  rejectPlan: 'Rejects the plan that was looked at; the migration ends.',
  approveMerge: 'Approves a merge: of the head and by the evidence that were looked at.',
  rejectMerge: 'Rejects a merge; the reason goes to the model as one more attempt.',
  cancel: 'Ends a migration; what has landed stays.',
  retry: 'Begins a new round of a module that ended without landing.',
  skip: 'Ends a module that has not ended, as skipped.',
};
