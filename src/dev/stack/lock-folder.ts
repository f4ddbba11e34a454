import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';

/**
 * Makes a folder this process's own until the returned function is called: two Temporal servers on one database would damage it. A lock whose
 * process has ended does not count. Throws `InputRefused`; `what` names what may run there once.
 */
export async function lockFolder(folder: string, what: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const lock = join(folder, 'lock');
  for (;;) {
    try {
      // Only one of two that start at the same moment can create it.
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner > 0 && owner !== process.pid && isRunning(owner)) {
      throw new Failure(
        'InputRefused',
        `Another ${what} (process ${owner}) runs in ${folder}. Wait for it, or set DROVER_DATA to another folder.`,
      );
    }
    await rm(lock, { force: true });
  }
  return () => rm(lock, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
