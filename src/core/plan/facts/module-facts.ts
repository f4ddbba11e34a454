import type { ModuleKey } from '../../../domain/ids.ts';
import type { ModuleFacts } from '../../../domain/module-facts.ts';
import type { ModulePlan } from '../../../domain/module-plan.ts';
import { isTestPath } from './is-test-path.ts';

const bytesPerToken = 4;
/** One team owns a module as a rule; a few of its files tell. */
const lookedAt = 5;
const mostOwners = 5;

export type FileFacts = {
  bytes: ReadonlyMap<string, number>;
  /** None where they were not counted. */
  lines?: ReadonlyMap<string, number>;
  ownersOf: (path: string) => string[];
};

/** The facts of all modules, by their keys. */
export function moduleFacts(modules: ModulePlan[], { bytes, lines, ownersOf }: FileFacts): Map<ModuleKey, ModuleFacts> {
  const dependants = new Map<ModuleKey, number>();
  for (const { dependsOn = [] } of modules)
    for (const key of dependsOn) dependants.set(key, (dependants.get(key) ?? 0) + 1);
  return new Map(
    modules.map(({ key, paths }) => {
      const sum = (of: ReadonlyMap<string, number>) => paths.reduce((total, file) => total + (of.get(file) ?? 0), 0);
      const step = Math.max(1, Math.floor(paths.length / lookedAt));
      const sample = paths.filter((_, index) => index % step === 0).slice(0, lookedAt);
      const facts: ModuleFacts = {
        files: paths.length,
        ...(lines && { lines: sum(lines) }),
        tokens: Math.ceil(sum(bytes) / bytesPerToken),
        tests: paths.filter(isTestPath).length,
        dependants: dependants.get(key) ?? 0,
        owners: [...new Set(sample.flatMap(ownersOf))].slice(0, mostOwners),
      };
      return [key, facts];
    }),
  );
}
