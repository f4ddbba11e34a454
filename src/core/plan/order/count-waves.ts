import type { ModulePlan } from '../../../domain/module-plan.ts';

/** How many modules each wave has. */
export function countWaves(modules: ModulePlan[]): number[] {
  const counts: number[] = [];
  for (const { wave = 0 } of modules) counts[wave] = (counts[wave] ?? 0) + 1;
  return counts;
}
