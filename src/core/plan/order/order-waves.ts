import type { ModuleKey } from '../../../domain/ids.ts';
import { strongComponents } from './strong-components.ts';

export type Ordered = {
  dependsOn: ModuleKey[];
  /** What it depends on in its own circle, which it does not wait for. */
  circle?: ModuleKey[];
  wave: number;
};

/**
 * The order of modules: each one's wave is one more than the highest of what it depends on, from 0 on. Modules that depend on each other in a circle are in
 * one wave and do not wait for one another, since none of them could begin. `edges` may name modules that are none.
 */
export function orderWaves(
  keys: readonly ModuleKey[],
  edges: ReadonlyMap<ModuleKey, readonly ModuleKey[]>,
): { modules: Map<ModuleKey, Ordered>; cycles: ModuleKey[][] } {
  const known = new Set(keys);
  const modules = new Map<ModuleKey, Ordered>();
  const cycles: ModuleKey[][] = [];
  for (const component of strongComponents(keys, (key) => edges.get(key) ?? [])) {
    const own = new Set(component);
    if (component.length > 1) cycles.push(component.toSorted());
    const outside = (key: ModuleKey) => [
      ...new Set((edges.get(key) ?? []).filter((other) => known.has(other) && !own.has(other))),
    ];
    // What a component points to has been ordered before it.
    const below = component.flatMap(outside).map((key) => modules.get(key)?.wave ?? 0);
    const wave = below.reduce((highest, one) => Math.max(highest, one + 1), 0);
    for (const key of component) {
      const circle = [...new Set((edges.get(key) ?? []).filter((other) => own.has(other) && other !== key))].toSorted();
      modules.set(key, { dependsOn: outside(key).toSorted(), ...(circle.length > 0 && { circle }), wave });
    }
  }
  return { modules, cycles };
}
