import { addUsage } from '../../core/workflow/add-usage.ts';
import { noUsage } from '../../core/workflow/no-usage.ts';
import { moduleWorkflowId } from '../../core/workflow/workflow-ids.ts';
import type { CommitId, MigrationId } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ModuleDetailResource } from '../resources/module-detail-resource.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import { tenant } from '../tenant.ts';
import { plannedModule } from './module-view.ts';

type Round = ModuleDetailResource['rounds'][number];

export type RecordedModule = {
  migration: MigrationId;
  module: ModulePlan;
  rounds: Round[];
  /** Whether a commit is on the integration branch. */
  landed: (commit: CommitId) => boolean;
  /** True when the migration's workflow is gone, so that nothing goes on. */
  over: boolean;
};

/** A module as far as its step records tell, for when its workflow does not answer or is forgotten. */
export function recordedModule({ migration, module, rounds, landed, over }: RecordedModule): ModuleResource {
  const round = rounds.at(-1);
  if (round === undefined) {
    const planned = plannedModule(migration, module);
    return over ? { ...planned, state: 'skipped', note: 'It had not begun when the migration ended.' } : planned;
  }
  const { key, path, role } = module;
  const baseline = round.baselines.at(-1);
  const verdict = round.verifications.at(-1);
  const commit = round.merges.find((merge) => merge.commit !== undefined && landed(merge.commit))?.commit;
  const turns = round.attempts.flatMap((attempt) => attempt.turns);
  const head = turns.findLast((turn) => turn.commit !== undefined)?.commit ?? round.recipes.at(-1)?.commit;
  const usage = rounds.flatMap((one) => one.attempts.flatMap((attempt) => attempt.turns)).map((turn) => turn.usage);
  const state = commit !== undefined ? 'merged' : over ? 'unresolved' : newestState(round);
  return {
    key,
    path,
    role,
    state,
    round: round.round,
    attempts: round.attempts.at(-1)?.attempt ?? 0,
    turns: turns.length,
    note: note(state, over),
    ...(baseline && { baseline: { tests: baseline.tests, failing: baseline.failing } }),
    ...(baseline && { start: baseline.commit }),
    ...(verdict && { tests: verdict.tests, evidence: verdict.evidence }),
    ...(head !== undefined && { head }),
    ...(commit !== undefined && { commit }),
    ...(round.reviews.length > 0 && { reviews: round.reviews }),
    refused: round.verifications.filter(({ verdict: word }) => word === 'rejected').flatMap(({ findings }) => findings),
    refusedSignals: [],
    decisions: [],
    usage: usage.reduce(addUsage, noUsage),
    workflowId: moduleWorkflowId(tenant, migration, key, round.round),
  };
}

/** The state that its newest recorded step speaks of. */
function newestState({ attempts, baselines, recipes, verifications, merges }: Round): ModuleResource['state'] {
  if (merges.length > 0) return 'merging';
  if (verifications.at(-1)?.verdict === 'verified') return 'verifying';
  if (attempts.length > 0) return 'attempting';
  if (recipes.length > 0) return 'recipe';
  return baselines.length > 0 ? 'baseline' : 'preparing';
}

function note(state: ModuleResource['state'], over: boolean): string {
  if (state === 'merged') return 'It has landed on the integration branch.';
  if (over) return 'Its workflow is gone; this is what its records tell.';
  return 'Its workflow does not answer now; this is what its records tell, which may be a step behind.';
}
