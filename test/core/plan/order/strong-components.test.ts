import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strongComponents } from '../../../../src/core/plan/order/strong-components.ts';

const graph = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 4 }), { minLength: size, maxLength: size }),
  )
  .map((edges) => edges.map((targets) => targets.map(String)));

/** Whether there is a way from one node to another, found by looking everywhere. */
function reaches(edges: string[][], from: string, to: string): boolean {
  const seen = new Set([from]);
  const queue = [from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop())
    for (const next of edges[Number(node)] ?? []) {
      if (next === to) return true;
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  return from === to;
}

describe('strongComponents', () => {
  it('puts together exactly what reaches each other, and each component after those that it points to', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const nodes = edges.map((_, index) => String(index));
        const components = strongComponents(nodes, (node) => edges[Number(node)] ?? []);
        expect(components.flat().toSorted()).toEqual(nodes.toSorted());
        const place = new Map(components.flatMap((members, at) => members.map((node) => [node, at] as const)));
        for (const one of nodes)
          for (const other of nodes) {
            const isMutual = reaches(edges, one, other) && reaches(edges, other, one);
            expect(place.get(one) === place.get(other)).toBe(isMutual);
            if (!isMutual && reaches(edges, one, other))
              expect(place.get(other) ?? 0).toBeLessThan(place.get(one) ?? 0);
          }
      }),
    );
  });

  it('bears a chain of a hundred thousand', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => String(index));
    expect(strongComponents(nodes, (node) => [String(Number(node) + 1)])).toHaveLength(nodes.length);
  });
});
