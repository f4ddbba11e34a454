import { expect, test } from 'vitest';
import { changeTeller, type Snapshot } from '../../../src/api/events/snapshot.ts';

test('tells how modules ended before the phase that followed, once they are counted', () => {
  const tell = changeTeller();
  const order = (snapshot: Snapshot) =>
    tell(snapshot).map(({ event, data }) => (event === 'module' ? (data as { key: string }).key : event));
  expect(order(at('preparing', 0, {}))).toEqual(['migration']);
  expect(order(at('sweep', 3, { a: 'merged', b: 'attempting' }))).toEqual(['migration', 'a', 'b']);
  expect(order(at('last', 3, { a: 'merged', b: 'merged', c: 'attempting' }))).toEqual(['b', 'migration', 'c']);
});

function at(phase: string, total: number, states: Record<string, string>): Snapshot {
  const modules = Object.entries(states).map(([key, state]) => ({ key, state }));
  return { migration: { phase, counts: { total } }, modules } as unknown as Snapshot;
}
