import {
  CancellationScope,
  condition,
  continueAsNew,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import { integrateWorkflowId, moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { describeError } from '../describe-error.ts';
import { migrateModule } from '../migrate-module.ts';
import type { migrateRepository } from '../migrate-repository.ts';
import { activities } from '../proxies.ts';
import { endedModule } from './ended-module.ts';
import type { MigrationRun } from './migration-run.ts';

/** Runs the current phase's modules in a sliding window: as many side by side as the migration allows, the next when one ends. */
export async function sweep(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  await beginPhase(run);
  while (state.pending.length > 0 || state.running.length > 0) {
    const next = state.pending[0];
    if (next !== undefined && state.running.length < input.file.concurrency) {
      state.pending.shift();
      await startModule(run, next);
      continue;
    }
    const before = state.running.length;
    await condition(() => state.running.length < before);
    // Modules live on by themselves and report to this workflow's id, whichever run of it listens.
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof migrateRepository>({ ...input, carried: state });
  }
}

/** Decides which modules the phase has and where they start. Taken up again after continue-as-new, it leaves all as it is. */
async function beginPhase(run: MigrationRun): Promise<void> {
  const { state, input } = run;
  const { prepared, phase } = state;
  if (prepared === undefined || state.running.length > 0 || state.pending.length > 0 || phase === 'first') return;
  const { light } = activities();
  const { tip } = await light.readBranch.executeWithOptions({ summary: 'where the branch is' }, [
    { v: 1, migration: input.migration },
  ]);
  state.tip = tip;
  const phaseModules = phase === 'sweep' ? prepared.modules : prepared.last ? [prepared.last] : [];
  const todo = phaseModules.filter((module) => !state.finished.some((result) => result.key === module.key));
  if (run.allLanded()) state.pending = todo;
  else for (const module of todo) state.finished.push(endedModule(module, 'skipped', unlanded));
}

/** A first module that did not land leaves nothing to build on, and a last one must not take away what others still need. */
const unlanded = 'modules that had to land before it did not';

async function startModule(run: MigrationRun, module: ModuleRef): Promise<void> {
  const { state, input } = run;
  const { migration, tenant, file } = input;
  const { prepared, tip } = state;
  if (prepared === undefined || tip === undefined) return;
  const workflowId = moduleWorkflowId(tenant, migration, module.key, 1);
  state.running.push({ key: module.key, path: module.path, workflowId, module });
  run.show();
  const start = () =>
    startChild(migrateModule, {
      workflowId,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `${file.name}: ${module.path}`.slice(0, 190),
      staticDetails:
        'One module: its tests are run before the change (baseline), a recipe changes what is plain, the model works in attempts until the ' +
        'tests prove the change, a person approves, and the merge queue lands it. *Current Details* says where it is now.',
      args: [
        {
          v: 1,
          migration,
          plan: prepared.plan,
          module,
          round: 1,
          start: tip,
          parent: workflowInfo().workflowId,
          queue: integrateWorkflowId(tenant, migration),
          budget: file.budget,
          approve: file.approve.merge,
          hasRecipe: file.recipe.length > 0,
        },
      ],
    });
  const gone = (error: unknown) => run.moduleEnded(endedModule(module, 'unresolved', describeError(error)));
  try {
    // Cancelled by name when the migration is, and then heard to its end: a cancelled scope would stop listening at once.
    const handle = await CancellationScope.nonCancellable(start);
    // A module's own signal says how it ended; its result is heard too, for a module that was terminated by hand says nothing.
    handle.result().then((result) => run.moduleEnded(result), gone);
  } catch (error) {
    gone(error);
  }
}
