import { expect, it } from 'vitest';
import { orderWaves } from '../../../../src/core/plan/order/order-waves.ts';

const ordered = (edges: Record<string, string[]>) => {
  const { modules, cycles } = orderWaves(Object.keys(edges), new Map(Object.entries(edges)));
  return { waves: Object.fromEntries([...modules].map(([key, { wave }]) => [key, wave])), modules, cycles };
};

it('puts each module one wave after the last of those that it depends on', () => {
  const { waves, cycles } = ordered({ app: ['lib', 'core'], lib: ['core'], core: [], alone: [] });
  expect(waves).toEqual({ core: 0, alone: 0, lib: 1, app: 2 });
  expect(cycles).toEqual([]);
});

it('lets those in a circle not wait for each other, and those outside wait for all of them', () => {
  const { waves, modules, cycles } = ordered({ a: ['b', 'core'], b: ['c'], c: ['a'], core: [], user: ['b'] });
  expect(waves).toEqual({ core: 0, a: 1, b: 1, c: 1, user: 2 });
  expect(cycles).toEqual([['a', 'b', 'c']]);
  expect(modules.get('a')).toEqual({ dependsOn: ['core'], circle: ['b'], wave: 1 });
  expect(modules.get('b')?.dependsOn).toEqual([]);
});

it('passes over what is no module, and what a module says of itself', () => {
  const { waves, modules, cycles } = ordered({ a: ['a', 'nowhere', 'b', 'b'], b: [] });
  expect(waves).toEqual({ a: 1, b: 0 });
  expect(modules.get('a')?.dependsOn).toEqual(['b']);
  expect(cycles).toEqual([]);
});
