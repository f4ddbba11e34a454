import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { pathMatcher } from '../paths/path-matcher.ts';
import { strongComponents } from './order/strong-components.ts';

/** A group before it is checked. `field` is where the migration file asks for it. */
export type GroupCandidate = {
  field: string;
  name: string;
  members: ModulePlan[];
  include?: string[];
  verify?: string[];
};

/**
 * The groups that a migration file asks for: those that it names, or by a word: each circle of modules that depend on one another (`by-cycle`), all that hang
 * together by dependencies (`by-dependency`), or all modules (`all`). A module alone is no group by a word. `cycles` are the paths of each circle.
 */
export function groupCandidates(
  groups: MigrationFile['modules']['groups'],
  modules: ModulePlan[],
  cycles: string[][],
): GroupCandidate[] {
  const field = 'modules.groups';
  switch (groups) {
    case undefined:
      return [];
    case 'by-cycle':
      return cycles.map((paths) => {
        const own = new Set(paths);
        return named(
          field,
          modules.filter(({ path }) => own.has(path)),
        );
      });
    case 'by-dependency':
      return connected(modules, cycles)
        .filter((members) => members.length > 1)
        .map((members) => named(field, members));
    case 'all':
      return [{ field, name: 'all modules', members: modules }];
    default:
      return groups.map(({ name, include, verify }, index) => {
        const matches = pathMatcher(include);
        const members = modules.filter(({ path }) => matches(path));
        return { field: `${field}[${index}]`, name, include, members, ...(verify && { verify }) };
      });
  }
}

/** After the first of its modules, since nobody has given it a name. */
function named(field: string, members: ModulePlan[]): GroupCandidate {
  const [first = ''] = members.map(({ path }) => path).toSorted();
  return { field, name: `${first} and ${members.length - 1} more`, members };
}

/** Modules that hang together, whoever of them depends on whom. Edges in both directions make each such set one component. */
function connected(modules: ModulePlan[], cycles: string[][]): ModulePlan[][] {
  const byKey = new Map(modules.map((module) => [module.key, module]));
  const keyOf = new Map(modules.map(({ path, key }) => [path, key]));
  const edges = new Map<string, Set<string>>(modules.map(({ key }) => [key, new Set()]));
  const join = (one: string, other: string) => {
    edges.get(one)?.add(other);
    edges.get(other)?.add(one);
  };
  for (const { key, dependsOn = [] } of modules) for (const other of dependsOn) join(key, other);
  for (const [first = '', ...others] of cycles)
    for (const path of others) join(keyOf.get(first) ?? '', keyOf.get(path) ?? '');
  return strongComponents([...byKey.keys()], (key) => [...(edges.get(key) ?? [])]).map((keys) => {
    const own = new Set(keys);
    return modules.filter(({ key }) => own.has(key));
  });
}
