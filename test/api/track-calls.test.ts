import { expect, test } from 'vitest';
import { trackCalls } from '../../src/api/track-calls.ts';

test('waits for calls that are under way, also for those that fail, and for no more than was said', async () => {
  const ends: (() => void)[] = [];
  const { calls, settled } = trackCalls({
    ask: (answer: string) => new Promise<string>((resolve) => ends.push(() => resolve(answer))),
    fail: () => new Promise<never>((_, reject) => ends.push(() => reject(new Error('no')))),
  });
  await settled(1_000);
  const [asked, failed] = [calls.ask('yes'), calls.fail()];
  let over = false;
  const waiting = settled(10_000).then(() => (over = true));
  ends[0]?.();
  expect(await asked).toBe('yes');
  expect(over).toBe(false);
  ends[1]?.();
  await expect(failed).rejects.toThrow('no');
  await waiting;
  void calls.ask('never');
  await settled(10);
});
