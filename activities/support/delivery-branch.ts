import type { Plan } from '../../src/domain/plan.ts';

/** The branch that a migration is delivered to: the file's own, else `drover/NAME`. */
export function deliveryBranch(plan: Plan): string {
  return plan.file.deliver.branch ?? `drover/${plan.file.name}`;
}
