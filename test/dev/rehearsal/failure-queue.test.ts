import { expect, test } from 'vitest';
import { FailureQueue } from '../../../src/dev/rehearsal/failure-queue.ts';

test('plans are used up in their order, each as often as it says', () => {
  const queue = new FailureQueue();
  queue.add({ kind: '500', times: 2 });
  queue.add({ kind: 'drop' });
  expect([1, 2, 3, 4].map(() => queue.take(undefined)?.kind)).toEqual(['500', '500', 'drop', undefined]);
});

test('a plan with a module waits for it and lets other plans pass', () => {
  const queue = new FailureQueue();
  queue.add({ kind: '500', module: 'a' });
  queue.add({ kind: '503', module: 'b' });
  queue.add({ kind: 'stall' });
  expect(['b', 'c', 'a', 'a'].map((module) => queue.take(module)?.kind)).toEqual(['503', 'stall', '500', undefined]);
});
