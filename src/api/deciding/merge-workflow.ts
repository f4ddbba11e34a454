import { Failure } from '../../domain/failure.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ProgressView } from '../../domain/progress-view.ts';

/** The workflow that a decision on the merge of a module, or a group, goes to. Throws `Conflict` for one that has ended or not begun; `results` tells which. */
export async function mergeWorkflow(
  module: ModulePlan,
  { running, groups = [] }: ProgressView,
  results: () => Promise<ModuleResult[]>,
): Promise<string> {
  const group = groups.find(({ key, members }) => key === module.key || members.includes(module.key));
  if (group?.key === module.key) return group.workflowId;
  if (group !== undefined)
    throw new Failure('Conflict', `${module.path} lands with its group: decide on '${group.name}' as a whole.`);
  const workflow = running.find(({ key }) => key === module.key);
  if (workflow !== undefined) return workflow.workflowId;
  const result = (await results()).find(({ key }) => key === module.key);
  if (result === undefined)
    throw new Failure('Conflict', `${module.path} has not begun: nothing waits for approval there.`);
  const { state, approvedBy } = result;
  const who = approvedBy === undefined ? '' : `, approved by ${approvedBy}`;
  throw new Failure('Conflict', `${module.path} has ended as ${state}${who}: nothing waits for approval there.`);
}
