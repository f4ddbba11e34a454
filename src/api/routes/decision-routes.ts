import type { z } from 'zod';
import type { ApiContext } from '../api-context.ts';
import type { App } from '../app.ts';
import type { By } from '../../client/migrations.ts';
import { mergeWorkflow } from '../deciding/merge-workflow.ts';
import type { RetrySettings as RetryWith } from '../../domain/decision.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import {
  ApproveMergeBody,
  ApproveWaveBody,
  DecidePlanBody,
  DecisionBody,
  RaiseBudgetBody,
  RejectMergeBody,
} from '../resources/decision-body.ts';
import { MigrationParams, ModuleParams } from '../resources/parameters.ts';
import {
  AdoptBody,
  ConcurrencyBody,
  RetryBody,
  RetryManyBody,
  RuleBody,
  type RetrySettings,
} from '../resources/steer-body.ts';
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
  steering(app, context);
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
  decisionRoute(app, context, {
    ...common,
    path: 'raise-budget',
    id: 'raiseBudget',
    summary: summaries.raiseBudget,
    access: 'approver',
    body: RaiseBudgetBody,
    decide: ({ id }, raise, by) => migrations.raiseBudget(id, raise, by),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'wave/approve',
    id: 'approveWave',
    summary: summaries.approveWave,
    access: 'approver',
    body: ApproveWaveBody,
    decide: ({ id }, { wave }, by) => migrations.approveWave(id, wave, by),
  });
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

function steering(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  const common = {
    params: MigrationParams,
    find: async (record: MigrationRecord) => record,
    access: 'operator' as const,
  };
  decisionRoute(app, context, {
    ...common,
    path: 'retry',
    id: 'retryModules',
    summary: summaries.retryMany,
    body: RetryManyBody,
    decide: ({ id }, { like, ...body }, by) =>
      migrations.retryMany(id, like === undefined ? { unresolved: true } : { like }, by, settingsOf(body)),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'concurrency',
    id: 'setConcurrency',
    summary: summaries.concurrency,
    body: ConcurrencyBody,
    decide: ({ id }, { concurrency }, by) => migrations.setConcurrency(id, concurrency, by),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'rules',
    id: 'addRule',
    summary: summaries.rule,
    body: RuleBody,
    decide: ({ id }, { rule }, by) => migrations.addRule(id, rule, by),
  });
}

function settingsOf({ model, effort, attempts }: z.output<typeof RetrySettings>): RetryWith {
  return {
    ...(model !== undefined && { model }),
    ...(effort !== undefined && { effort }),
    ...(attempts !== undefined && { attempts }),
  };
}

function moduleDecisions(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  const common = { params: ModuleParams, find: findModule(context) };
  decisionRoute(app, context, {
    ...common,
    path: 'modules/:key/skip',
    id: 'skipModule',
    summary: summaries.skip,
    access: 'operator',
    body: DecisionBody.nullish(),
    decide: ({ id, module }, _, by) => migrations.skip(id, module.key, by),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'modules/:key/retry',
    id: 'retryModule',
    summary: summaries.retry,
    access: 'operator',
    body: RetryBody.nullish(),
    decide: ({ id, module }, body, by) => migrations.retry(id, module.key, by, settingsOf(body ?? {})),
  });
  decisionRoute(app, context, {
    ...common,
    path: 'modules/:key/adopt',
    id: 'adoptCommit',
    summary: summaries.adopt,
    access: 'operator',
    body: AdoptBody,
    decide: ({ id, module }, { commit }, by) => migrations.adopt(id, module.key, commit, by),
  });
  approvals(app, context);
}

function approvals(app: App, context: ApiContext): void {
  const { migrations } = context.options;
  const common = { params: ModuleParams, find: findModule(context) };
  const decideMerge =
    (kind: 'approveMerge' | 'rejectMerge') =>
    async ({ id, module }: ModuleOf, { head, evidence }: { head: string; evidence: string }, by: By) => {
      const progress = await migrations.progress(id);
      const workflow = await mergeWorkflow(module, progress, () => migrations.results(id));
      return migrations.decideMerge(workflow, kind, { head, evidence }, by);
    };
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
  approveWave: 'Approves all merges of the wave that waits, as they were looked at (approve.merge: wave).',
  rejectPlan: 'Rejects the plan that was looked at; the migration ends.',
  approveMerge: 'Approves a merge: of the head and by the evidence that were looked at.',
  rejectMerge: 'Rejects a merge; the reason goes to the model as one more attempt.',
  cancel: 'Ends a migration; what has landed stays.',
  raiseBudget: 'Sets higher limits of the budget; what waits for them goes on.',
  retry: 'Begins a new round of a module that ended without landing.',
  retryMany: 'Begins new rounds of all modules that are unresolved, or that ended for the same reason as one.',
  adopt: "Takes a person's commit for a module's change, and verifies it like any other.",
  concurrency: 'Says how many modules run at once; those at work go on.',
  rule: 'Adds a rule to the guide; it reaches what has not begun.',
  skip: 'Ends a module that has not ended, as skipped.',
};
