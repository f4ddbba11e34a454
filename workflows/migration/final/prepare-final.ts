import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import { finalSalt } from './final-salt.ts';

/**
 * Makes the final verification's environment while the last modules are at work, where there is a setup: in most migrations its inputs do
 * not change any more, and the time that a setup takes is not waited for. Where they do, or where this fails, it is made when it is needed.
 */
export function prepareFinal({ state, input }: MigrationRun): void {
  const { prepared, phase, tip, pending } = state;
  const { migration, mode, file } = input;
  if (mode !== 'migrate' || file.setup === undefined || prepared === undefined || tip === undefined) return;
  const lastPhase = prepared.last === undefined ? 'sweep' : 'last';
  if (phase !== lastPhase || pending.length === 0) return;
  activities()
    .sandbox.prepareEnvironment.executeWithOptions({ summary: 'setup, for the final verification' }, [
      { v: 1, migration, plan: prepared.plan, commit: tip, salt: finalSalt(migration) },
    ])
    .catch(() => {});
}
