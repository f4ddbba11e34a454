import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discardUnused } from '../../../src/adapters/environments/discard-unused.ts';
import { environmentsOf, never, setUpOf } from './prepare-for-test.ts';

const hour = 60 * 60 * 1_000;
const day = 24 * hour;

test('an environment that was made for one verification goes a day after its last use, others after thirty days', async () => {
  const made = await environmentsOf({ lock: '1' });
  const shared = await made.environments.prepare(made.base, setUpOf('echo m > m'), never);
  const once = await made.environments.prepare(made.base, { ...setUpOf('echo m > m'), salt: 'final' }, never);
  const kept = async () => (await readdir(join(made.folder, 'ready'))).toSorted();
  const now = Date.now();

  expect(await discardUnused(made.folder, now + day - hour)).toBe(0);
  expect(await kept()).toEqual([shared.key, once.key].toSorted());
  expect(await discardUnused(made.folder, now + day + hour)).toBe(1);
  expect(await kept()).toEqual([shared.key]);
  expect(await discardUnused(made.folder, now + 30 * day - hour)).toBe(0);
  expect(await discardUnused(made.folder, now + 30 * day + hour)).toBe(1);
  expect(await kept()).toEqual([]);
  expect(await readdir(join(made.folder, 'work'))).toEqual([]);
  expect(await made.open().prepare(made.base, setUpOf('echo m > m'), never)).toEqual(shared);
});

test('a use puts it off', async () => {
  const made = await environmentsOf({ lock: '1' });
  await made.environments.prepare(made.base, setUpOf('echo m > m'), never);
  const [key = ''] = await readdir(join(made.folder, 'ready'));
  const longAgo = new Date(Date.now() - 40 * day);
  await utimes(join(made.folder, 'ready', key), longAgo, longAgo);
  await made.open().prepare(made.base, setUpOf('echo m > m'), never);
  expect(await discardUnused(made.folder)).toBe(0);
});
