import { waitingModules } from '../../core/workflow/waiting-modules.ts';
import type { WorkflowStatus } from '../../client/migrations.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import type { MigrationResource } from '../resources/migration-resource.ts';
import type { MigrationFacts } from './migration-facts.ts';

type Status = MigrationResource['status'];

/** Where a migration is, in a word. */
export function migrationStatus({ stage }: MigrationFacts): Status {
  switch (stage.kind) {
    case 'begun':
      return 'running';
    case 'reported':
      return stage.report.status;
    case 'answered':
      return ofWorkflow(stage.workflow) ?? ofProgress(stage.progress);
    case 'silent':
      return stage.workflow === undefined ? 'running' : (ofWorkflow(stage.workflow) ?? 'running');
    case 'forgotten':
      return stage.begun ? 'unknown' : 'not-started';
    default:
      return stage satisfies never;
  }
}

/** Whether a migration in this state goes no further, whatever anybody does. */
export function hasEnded(status: Status): boolean {
  return !['not-started', 'running', 'waiting', 'paused'].includes(status);
}

/** How a workflow that has left no report ended; undefined while it runs. */
function ofWorkflow(workflow: WorkflowStatus): Status | undefined {
  switch (workflow) {
    case 'running':
      return undefined;
    // A migration that completes has a report, so this one's is on its way or lost.
    case 'completed':
      return 'unknown';
    case 'failed':
    case 'timed-out':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
    case 'terminated':
      return 'unknown';
    default:
      return workflow satisfies never;
  }
}

function ofProgress(progress: ProgressView): Status {
  const { phase, paused, awaitsPlan, awaitsBudget, running } = progress;
  if (phase === 'failed' || phase === 'cancelled') return phase;
  if (paused) return 'paused';
  if (awaitsPlan !== undefined) return 'waiting';
  const waiting = waitingModules(progress) + (awaitsBudget?.modules.length ?? 0);
  const isHeld = running.length > 0 || awaitsBudget !== undefined;
  return isHeld && running.length === waiting ? 'waiting' : 'running';
}
