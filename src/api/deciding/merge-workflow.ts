import { Failure } from '../../domain/failure.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ProgressView } from '../../domain/progress-view.ts';

/** The workflow that a decision on a module's merge goes to. Throws `Conflict` for a module that has ended or not begun. */
export function mergeWorkflow(module: ModulePlan, { running, finished }: ProgressView): string {
  const workflow = running.find(({ key }) => key === module.key);
  if (workflow !== undefined) return workflow.workflowId;
  const result = finished.find(({ key }) => key === module.key);
  if (result === undefined)
    throw new Failure('Conflict', `${module.path} has not begun: nothing waits for approval there.`);
  const { state, approvedBy } = result;
  const who = approvedBy === undefined ? '' : `, approved by ${approvedBy}`;
  throw new Failure('Conflict', `${module.path} has ended as ${state}${who}: nothing waits for approval there.`);
}
