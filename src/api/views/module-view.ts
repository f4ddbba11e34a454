import { moduleWorkflowId } from '../../core/workflow/workflow-ids.ts';
import { noUsage } from '../../core/workflow/no-usage.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ModuleView } from '../../domain/module-view.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import { tenant } from '../tenant.ts';
import { decisionView } from './decision-view.ts';

/** A module that has ended. */
export function endedModule(migration: MigrationId, result: ModuleResult): ModuleResource {
  const { key, path, role, state, round, attempts, turns, reason, refused, decisions, usage } = result;
  const { tried, baseline, tests, start, head, commit, evidence, approvedBy } = result;
  return {
    key,
    path,
    role,
    state,
    round,
    attempts,
    turns,
    ...(tried && { tried }),
    ...(result.unknown && { unknown: result.unknown }),
    note: reason ?? `It ended as ${state}.`,
    ...(baseline && { baseline }),
    ...(tests && { tests }),
    ...(start !== undefined && { start }),
    ...(head !== undefined && { head }),
    ...(commit !== undefined && { commit }),
    ...(evidence !== undefined && { evidence }),
    ...(result.reviews && { reviews: result.reviews }),
    ...(approvedBy !== undefined && { approvedBy }),
    refused,
    refusedSignals: [],
    decisions: decisions.map(decisionView),
    usage,
    workflowId: moduleWorkflowId(tenant, migration, key, round),
  };
}

/** A module whose workflow has answered. */
export function runningModule(view: ModuleView): ModuleResource {
  const { key, path, role, state, round, attempt, turns, note, baseline, start, head, awaits } = view;
  return {
    key,
    path,
    role,
    state,
    round,
    attempts: attempt,
    turns,
    ...(view.tried.length > 0 && { tried: view.tried }),
    ...(view.unknown && { unknown: view.unknown }),
    note: view.paused && awaits === undefined ? `Paused. ${note}` : note,
    ...(baseline && { baseline }),
    ...(start !== undefined && { start }),
    ...(head !== undefined && { head }),
    ...(awaits && {
      evidence: awaits.evidence,
      awaits: { ...awaits, since: new Date(awaits.since).toISOString() },
    }),
    ...(view.reviews.length > 0 && { reviews: view.reviews }),
    refused: view.refused,
    refusedSignals: view.refusedSignals,
    decisions: view.decisions.map(decisionView),
    usage: view.usage,
    workflowId: view.workflowId,
  };
}

/** A module that has not begun. */
export function plannedModule(migration: MigrationId, { key, path, role }: ModulePlan): ModuleResource {
  return {
    key,
    path,
    role,
    state: 'planned',
    round: 1,
    attempts: 0,
    turns: 0,
    note: 'It has not begun.',
    refused: [],
    refusedSignals: [],
    decisions: [],
    usage: noUsage,
    workflowId: moduleWorkflowId(tenant, migration, key, 1),
  };
}
