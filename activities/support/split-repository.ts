import { createHash } from 'node:crypto';
import { inOrder } from '../../src/core/plan/order/in-order.ts';
import { planGroups } from '../../src/core/plan/plan-groups.ts';
import { planModules } from '../../src/core/plan/plan-modules.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { GroupPlan } from '../../src/domain/group-plan.ts';
import type { BlobRef, CommitId, ModuleKey } from '../../src/domain/ids.ts';
import type { LeftOut } from '../../src/domain/left-out.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ModuleFacts } from '../../src/domain/module-facts.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { TreeEntry } from '../../src/ports/store.ts';
import type { Ports } from '../ports.ts';
import { findDependencies } from './find-dependencies.ts';
import { gatherFacts } from './gather-facts.ts';
import { readContent } from './read-content.ts';

type Wanted = { file: MigrationFile; base: CommitId; entries: TreeEntry[]; listed?: BlobRef };

/** A repository's modules, in their order and with their facts, and the groups among them. */
export type SplitRepository = {
  first?: ModulePlan;
  modules: ModulePlan[];
  last?: ModulePlan;
  groups: GroupPlan[];
  /** The paths of those that depend on one another in a circle. */
  cycles: string[][];
  /** Whether any of them waits for another one. */
  hasOrder: boolean;
  leftOut: LeftOut[];
};

/** Splits the base commit's files into modules and groups, as the migration file says. Throws `InputRefused` with all that is wrong. */
export async function splitRepository(
  ports: Pick<Ports, 'blobs' | 'store'>,
  { file, base, entries, listed }: Wanted,
): Promise<SplitRepository> {
  const content = await readContent(ports, { file, base, entries, ...(listed !== undefined && { listed }) });
  const { first, last, modules: found } = orRefuse(planModules(file, content, sha256));
  const edges = await findDependencies(ports.store, file, { commit: base, entries, ...content }, found);
  const { modules: ordered, cycles } = inOrder(found, edges);
  const { groups, modules } = orRefuse(planGroups(file, ordered, cycles, sha256));
  const facts = await gatherFacts(ports.store, base, entries, modules);
  return {
    modules: modules.map((module) => withFacts(module, facts)),
    groups,
    cycles,
    hasOrder: edges.size > 0,
    leftOut: content.leftOut,
    ...(first && { first }),
    ...(last && { last }),
  };
}

function withFacts(module: ModulePlan, all: Map<ModuleKey, ModuleFacts>): ModulePlan {
  const facts = all.get(module.key);
  return facts === undefined ? module : { ...module, facts };
}

function orRefuse<T extends { kind: 'planned' }>(planned: T | { kind: 'refused'; problems: string[] }): T {
  if (planned.kind === 'refused') throw new Failure('InputRefused', planned.problems.join('\n'));
  return planned;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
