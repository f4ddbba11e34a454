import { wholeKey, wholeMigration } from '../../src/core/plan/whole-migration.ts';
import { groupModule } from '../../src/core/plan/group-module.ts';
import type { BlobRef, ModuleKey } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { readJson } from './read-json.ts';

const newest = new Map<BlobRef, Promise<Plan>>();
const kept = 20;

/** Reads a plan by its address; the last few stay in memory, since every step of a migration needs the same one. */
export function loadPlan(blobs: Blobs, ref: BlobRef): Promise<Plan> {
  const known = newest.get(ref);
  if (known !== undefined) return known;
  const plan = readJson<Plan>(blobs, ref);
  newest.set(ref, plan);
  plan.catch(() => newest.delete(ref));
  const [oldest] = newest.keys();
  if (newest.size > kept && oldest !== undefined) newest.delete(oldest);
  return plan;
}

/** Finds a module of the plan, a group as a whole, or the migration as a whole; throws `Broken` when the plan does not have it. */
export function findModule(plan: Plan, key: ModuleKey): ModulePlan {
  if (key === wholeKey) return wholeMigration(plan);
  const group = plan.groups?.find((candidate) => candidate.key === key);
  if (group !== undefined) return groupModule(plan, group);
  const module = [plan.first, ...plan.modules, plan.last].find((candidate) => candidate?.key === key);
  if (module === undefined) throw new Failure('Broken', `The plan of ${plan.migration} has no module ${key}.`);
  return module;
}
