import { findModel } from '../../src/core/models/find-model.ts';
import { estimateCost, type CostEstimate } from '../../src/core/plan/estimate-cost.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { TreeEntry } from '../../src/ports/store.ts';

/** Of those that a model may be asked about; how many of them a recipe or `needed` spares is not known yet. */
export function estimateMigration(
  file: MigrationFile,
  entries: TreeEntry[],
  modules: (ModulePlan | undefined)[],
): CostEstimate {
  const sizes = new Map(entries.map(({ path, bytes }) => [path, bytes]));
  const asked = modules.filter(
    (module) => module && (module.role === 'module' || file[module.role]?.goal !== undefined),
  );
  const { price } = findModel(file.model.name, file.model.catalog).model;
  return estimateCost(
    asked.map((module) => (module?.paths ?? []).reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0)),
    file.budget.attempts,
    price,
  );
}
