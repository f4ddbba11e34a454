import type { CommitId, TreeId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';

export type MergedCommit = {
  tree: TreeId;
  /** The integration branch's newest commit. */
  tip: CommitId;
  head: CommitId;
  /** What goes into the message: who approved, and the evidence. */
  body: string;
  date: number;
};

/** Builds the commit that lands a module, or a group, on the tip. The same again is the same commit. */
export function mergedCommit(
  { store }: Pick<Ports, 'store'>,
  { plan, module }: { plan: Plan; module: ModulePlan },
  { tree, tip, head, body, date }: MergedCommit,
): Promise<CommitId> {
  const subject = `${plan.file.name}: migrate ${module.path}`;
  const input = { subject, body, migration: plan.migration, module: module.path, step: 'merge', date };
  // A group's head has a commit for each member behind it, which the branch's history keeps beside its own line.
  const isGroup = plan.groups?.some(({ key }) => key === module.key);
  return store.commitTree(tree, tip, input, isGroup ? head : undefined);
}
