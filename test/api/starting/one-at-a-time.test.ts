import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src/api/starting/one-at-a-time.ts';

test('work on one key runs one after the other, also after a failure, and that on another key beside it', async () => {
  const exclusively = oneAtATime();
  const seen: string[] = [];
  const gates = new Map<string, () => void>();
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise<void>((open) => gates.set(name, open));
    seen.push(`${name} ends`);
    if (name === 'a1') throw new Error('no');
    return name;
  };
  const [a1, a2, b] = [exclusively('a', work('a1')), exclusively('a', work('a2')), exclusively('b', work('b'))];
  await Promise.resolve();
  expect(seen).toEqual(['a1 begins', 'b begins']);
  gates.get('b')?.();
  expect(await b).toBe('b');
  gates.get('a1')?.();
  await expect(a1).rejects.toThrow('no');
  await new Promise((wake) => setImmediate(wake));
  gates.get('a2')?.();
  expect(await a2).toBe('a2');
  expect(seen).toEqual(['a1 begins', 'b begins', 'b ends', 'a1 ends', 'a2 begins', 'a2 ends']);
});
