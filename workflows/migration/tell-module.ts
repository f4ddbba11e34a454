import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { MigrationRun } from './migration-run.ts';

/** Signals a module. One that has ended needs to hear nothing; it has said before how it ended. */
export function tellModule(
  run: MigrationRun,
  workflowId: string,
  signal: { name: string },
  payload: object,
  gone = () => {},
): void {
  run.telling += 1;
  getExternalWorkflowHandle(workflowId)
    .signal(signal.name, payload)
    .catch(gone)
    .finally(() => {
      run.telling -= 1;
    });
}
