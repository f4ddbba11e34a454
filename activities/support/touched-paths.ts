import { configurationKind } from '../../src/core/configuration/configuration-kind.ts';
import { changesConfiguration } from '../../src/core/configuration/changes-configuration.ts';
import { refuseUnnamed } from '../../src/core/configuration/refuse-unnamed.ts';
import type { TouchedPaths } from '../../src/core/evidence/compare-paths.ts';
import { isGenerated } from '../../src/core/plan/is-generated.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';

/** What a change touches that a module may not change, or not without a person: by the files' names, and for some by what was changed in them. */
export async function touchedPaths(
  { store }: Pick<Ports, 'store'>,
  plan: Plan,
  module: ModulePlan,
  { start, commit }: { start: CommitId; commit: CommitId },
): Promise<Required<TouchedPaths>> {
  const own = pathMatcher(module.mayChange);
  const isProtected = pathMatcher(plan.file.protect);
  const touched: Required<TouchedPaths> = { changedOutside: [], unnamed: [], configuration: [] };
  // What a module makes of a generated file does not land, so it is nobody's to allow or to decide on.
  const generated = isGenerated(plan.file);
  const changed = (await store.changedPaths(start, commit)).filter((path) => !generated(path));
  const telling = changed.filter((path) => configurationKind(path) !== undefined);
  const [before, after] = await Promise.all([store.read(start, telling), store.read(commit, telling)]);
  for (const path of changed) {
    const kind = changesConfiguration(path, textOf(before, path), textOf(after, path));
    const why = refuseUnnamed(module, path);
    if (!own(path) || isProtected(path)) touched.changedOutside.push(path);
    else if (kind !== undefined && why !== undefined) touched.unnamed.push({ path, why });
    else if (kind !== undefined) touched.configuration.push({ path, kind });
  }
  return touched;
}

function textOf(files: Map<string, Uint8Array>, path: string): string | undefined {
  const content = files.get(path);
  return content === undefined ? undefined : new TextDecoder().decode(content);
}
