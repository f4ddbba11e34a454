import { ApplicationFailure } from '@temporalio/workflow';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import type { MigrationRun } from './migration-run.ts';
import { plannedModules } from './planned-modules.ts';

const listed = 10;

/** The modules of the current phase. What is tried is one module, after the first one where there is such a one. */
export function phaseModules({ state, input }: MigrationRun): ModuleRef[] {
  const { prepared, phase } = state;
  if (prepared === undefined) return [];
  const all = {
    first: prepared.first ? [prepared.first] : [],
    sweep: prepared.modules,
    last: prepared.last ? [prepared.last] : [],
  };
  if (phase !== 'first' && phase !== 'sweep' && phase !== 'last') return [];
  if (input.mode !== 'try') return all[phase];
  const planned = plannedModules(state);
  const tried = planned.find(({ key, path }) => key === input.only || path === input.only);
  if (tried === undefined) {
    const names = planned.slice(0, listed).map(({ path }) => path);
    const more = planned.length > listed ? ` and ${planned.length - listed} more` : '';
    throw ApplicationFailure.nonRetryable(
      `There is no module ${JSON.stringify(input.only)}: there are ${names.join(', ')}${more}.`,
      'InputRefused',
    );
  }
  return all[phase].filter(
    (module) => module.key === tried.key || (module.role === 'first' && tried.role === 'module'),
  );
}
