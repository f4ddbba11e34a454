import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import { finalSalt } from './final-salt.ts';

/** With so few modules left the machine has time to spare. */
const fewLeft = 2;

/**
 * Makes the final verification's environment while the last modules are at work, where there is a setup: in most migrations its inputs do
 * not change any more, and the time that a setup takes is not waited for. Where they do, or where this fails, it is made when it is needed.
 */
export function prepareFinal(run: MigrationRun): void {
  const { state, input } = run;
  const { prepared, phase, tip, pending, running } = state;
  const { migration, mode, file } = input;
  if (run.finalPrepared || mode !== 'migrate' || file.setup === undefined || phase === 'first') return;
  const left = pending.length + running.length;
  if (prepared === undefined || tip === undefined || left === 0 || left > fewLeft) return;
  run.finalPrepared = true;
  activities()
    .sandbox.prepareEnvironment.executeWithOptions({ summary: 'setup, for the final verification' }, [
      { v: 1, migration, plan: prepared.plan, commit: tip, salt: finalSalt(migration) },
    ])
    .catch(() => {});
}
