import { expect, test } from 'vitest';
import { singleFlight } from '../../../src/adapters/journal/single-flight.ts';

test('calls with one key share the work that is under way', async () => {
  const once = singleFlight<number>();
  let runs = 0;
  const { promise: gate, resolve: open } = withResolvers<void>();
  const work = async () => {
    runs += 1;
    await gate;
    return runs;
  };
  const calls = [once('a', work), once('a', work), once('b', work)];
  open();
  expect(await Promise.all(calls)).toEqual([2, 2, 2]);
  expect(runs).toBe(2);
});

test('nothing is remembered once the work has ended, well or badly', async () => {
  const once = singleFlight<string>();
  await expect(
    once('a', async () => {
      throw new Error('first');
    }),
  ).rejects.toThrow('first');
  await expect(
    once('a', () => {
      throw new Error('at once');
    }),
  ).rejects.toThrow('at once');
  expect(await once('a', async () => 'second')).toBe('second');
  expect(await once('a', async () => 'third')).toBe('third');
});

test('all who share the work get its failure', async () => {
  const once = singleFlight<string>();
  const fail = () => Promise.reject(new Error('shared'));
  const ends = await Promise.allSettled([once('a', fail), once('a', fail)]);
  expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected']);
});

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
