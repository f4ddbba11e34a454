import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownIdentity } from '../../../src/adapters/process-identity.ts';
import { lockFolder } from '../../../src/dev/stack/lock-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('lets one of many that start at the same moment have the folder, and the next one when it is done', async () => {
  const folder = await temporaryFolder();
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'test')));
  const winners = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(winners).toHaveLength(1);
  expect(all.find((one) => one.status === 'rejected')?.reason).toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining(`Another test (process ${process.pid}) runs in ${folder}`),
  });
  await winners[0]?.();
  expect(await readdir(folder)).toEqual([]);
  await (
    await lockFolder(folder, 'test')
  )();
});

it('takes over from a process that has ended, also when its number was given out again or when several come at once', async () => {
  const folder = await temporaryFolder();
  // This process's own number with another start: what a reused number looks like.
  await writeFile(join(folder, 'lock'), JSON.stringify({ ...(await ownIdentity()), started: '1' }));
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'test')));
  const winners = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(winners).toHaveLength(1);
  await winners[0]?.();
});

it('takes over a lock that nobody can read', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lock'), 'half a lo');
  await (
    await lockFolder(folder, 'test')
  )();
});

it('has one winner however often several come at once, also after a taker that was killed', async () => {
  const dead = JSON.stringify({ ...(await ownIdentity()), started: '1' });
  for (let round = 0; round < 30; round += 1) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'lock'), dead);
    await writeFile(join(folder, 'lock.taking'), dead);
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'test')));
    const winners = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(winners).toHaveLength(1);
    await winners[0]?.();
    expect(await readdir(folder)).toEqual([]);
  }
});
