import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';

/**
 * Lets `get` put the program into a folder of its own beside `target`, sees that it runs, and only then moves it to `target` in
 * one step. Nobody ever finds half a program there, and of two processes that do this at once either may win.
 */
export async function installInto(target: string, get: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.new-'));
  try {
    await get(folder);
    const program = join(folder, basename(target));
    const { failed, stdout, shortMessage } = await execa(program, ['--version'], { reject: false, timeout: 60_000 });
    if (failed || !stdout.startsWith('temporal version')) {
      throw new Error(
        `What was got is no temporal program that runs here: ${failed ? shortMessage : stdout.slice(0, 200)}`,
      );
    }
    await rename(program, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
