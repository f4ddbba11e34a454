import { dependantsOf } from '../../src/core/queue/dependants-of.ts';
import type { CommitId, ModuleKey, TreeId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { landedModules } from './landed-modules.ts';

/** Whether a merge needs no verification: its tree is the very one that was verified, and nothing that depends on the module has landed. */
export async function isProved(
  { records, store }: Pick<Ports, 'records' | 'store'>,
  plan: Plan,
  { key, tree, head }: { key: ModuleKey; tree: TreeId; head: CommitId },
): Promise<boolean> {
  if (tree !== (await store.tree(head))) return false;
  return (await landedModules(records, plan.migration, dependantsOf(plan, [key]))).length === 0;
}
