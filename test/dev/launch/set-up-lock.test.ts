import { mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withSetUpLock } from '../../../src/dev/launch/set-up-lock.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('only one action at a time runs, and those that wait say so once', async () => {
  const root = await temporaryFolder();
  const said: string[] = [];
  let running = 0;
  let most = 0;
  const action = async () => {
    running += 1;
    most = Math.max(most, running);
    for (let i = 0; i < 50; i += 1) await turn();
    running -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withSetUpLock(root, (line) => said.push(line), action)));
  expect(most).toBe(1);
  expect(said).toHaveLength(2);
  expect(await readdir(root)).toEqual([]);
});

test('an action that throws gives the lock back', async () => {
  const root = await temporaryFolder();
  const failing = withSetUpLock(
    root,
    () => {},
    () => Promise.reject(new Error('no')),
  );
  await expect(failing).rejects.toThrow('no');
  expect(
    await withSetUpLock(
      root,
      () => {},
      async () => 'done',
    ),
  ).toBe('done');
});

test('a lock whose holder was killed is taken over', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, '.dist-lock'));
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(root, '.dist-lock'), longAgo, longAgo);
  expect(
    await withSetUpLock(
      root,
      () => {},
      async () => 'done',
    ),
  ).toBe('done');
});
