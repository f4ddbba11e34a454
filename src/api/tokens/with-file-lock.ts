import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing } from '../../adapters/is-missing.ts';
import { Failure } from '../../domain/failure.ts';

/** A change takes milliseconds: a lock that is older was left by a process that was killed. */
const staleMs = 10_000;
const waitMs = 20_000;

/** Lets one process at a time change a file, by a lock file beside it; without it, of two changes at once one would be lost. */
export async function withFileLock<T>(path: string, change: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + waitMs;
  while (!(await take(lock))) {
    if (Date.now() > deadline) {
      throw new Failure('Conflict', `Another process holds ${lock}: try again, and remove that file if none does.`);
    }
    await sleep(20);
  }
  try {
    return await change();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const age = await stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    (error: unknown) => {
      if (isMissing(error)) return 0;
      throw error;
    },
  );
  if (age > staleMs) await rm(lock, { force: true });
  return false;
}
