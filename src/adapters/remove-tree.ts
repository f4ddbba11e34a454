import { rm } from 'node:fs/promises';
import { execa } from 'execa';
import { Failure } from '../domain/failure.ts';

/**
 * Removes a folder in which untrusted commands wrote, and all in it; fine when it is not there. Throws `Broken` when it can't.
 *
 * What defeats a plain removal: folders that their owner can't write (an ordinary user can't empty them until the mode is changed),
 * and folders nested so deep that no path names them any more. The system's chmod and rm go down folder by folder, without
 * following links, and so get through both.
 */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    return;
  } catch {
    // Told below, if the second way fails as well.
  }
  const env = { PATH: '/usr/bin:/bin' };
  await execa('chmod', ['-R', 'u+rwx', '--', folder], { env, extendEnv: false, reject: false, stdio: 'ignore' });
  const removal = await execa('rm', ['-rf', '--', folder], { env, extendEnv: false, reject: false, stdin: 'ignore' });
  if (removal.exitCode === 0) return;
  const detail = removal.stderr.slice(0, 500);
  throw new Failure(
    'Broken',
    `The folder ${folder} can't be removed: ${detail}. Remove it by hand; nothing in it is needed any more.`,
  );
}
