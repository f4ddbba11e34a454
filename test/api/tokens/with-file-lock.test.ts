import { access, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withFileLock } from '../../../src/api/tokens/with-file-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('waits for who changes the file now, and lets go of it when a change fails', async () => {
  const path = join(await temporaryFolder(), 'file');
  const order: string[] = [];
  let finish: () => void = () => {};
  const first = withFileLock(path, async () => {
    order.push('first begins');
    await new Promise<void>((resolve) => (finish = resolve));
    order.push('first ends');
    throw new Error('it went wrong');
  });
  first.catch(() => {});
  await expect.poll(() => order).toEqual(['first begins']);
  const second = withFileLock(path, () => Promise.resolve(order.push('second begins')));
  finish();
  await expect(first).rejects.toThrow('it went wrong');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second begins']);
});

it('takes over a lock that a killed process has left', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(`${path}.lock`, '');
  await utimes(`${path}.lock`, new Date(0), new Date(0));
  expect(await withFileLock(path, () => Promise.resolve('done'))).toBe('done');
  await expect(access(`${path}.lock`)).rejects.toThrow('ENOENT');
});
