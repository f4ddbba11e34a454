import type { CommitId } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import { activities } from '../proxies.ts';
import type { ModuleRun } from './module-run.ts';

/** Asks the migration's `needed` command whether there is anything to do for the module; the result that ends it when there is not. */
export async function checkNeeded(run: ModuleRun, start: CommitId): Promise<ModuleResult | undefined> {
  if (!run.input.has.needed) return undefined;
  run.enter('preparing', 'Is there anything to do? The migration has a command that says so.');
  const { needed, failure } = await activities().sandbox.checkNeeded.executeWithOptions({ summary: 'needed?' }, [
    { ...run.step, start },
  ]);
  if (failure !== undefined) return run.end('unresolved', { reason: failure });
  return needed ? undefined : run.end('unchanged', { reason: 'nothing to do: modules.needed ended with exit code 1' });
}
