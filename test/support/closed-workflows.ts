import type { Client } from '@temporalio/client';
import { moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { until } from './migration-stack.ts';

/**
 * Waits until the workflows of a migration have closed (the migration's own, the merge queue's, and those of the report's modules that
 * had begun) and returns how, by the end of their ids; the test's own timeout says when one stays open.
 */
export async function closedWorkflows(client: Client, workflowId: string, report: MigrationReport) {
  const modules = report.modules
    .filter(({ reason, state }) => reason !== 'it had not begun' && state !== 'skipped')
    .map(({ key }) => moduleWorkflowId('default', report.id, key, 1));
  const ends: Record<string, string> = {};
  for (const id of [workflowId, `${workflowId}/integrate`, ...modules]) {
    const description = await until(
      () => client.workflow.getHandle(id).describe(),
      ({ status }) => status.name !== 'RUNNING',
    );
    ends[id.slice(workflowId.length)] = description.status.name;
  }
  return ends;
}
