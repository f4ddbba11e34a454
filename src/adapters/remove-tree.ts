import { execa } from 'execa';
import { Failure } from '../domain/failure.ts';
import { runProgram } from './programs/run-program.ts';

const env = { PATH: '/usr/bin:/bin' };

/**
 * Removes a folder in which untrusted commands wrote, and all in it; fine when it is not there. Throws `Broken` when it can't.
 *
 * By the system's rm, which goes down folder by folder without following links, and so also removes folders that are nested so deep
 * that no path names them any more; and for some hundred files it takes a fifth of the processor time that Node's own takes. Folders
 * that their owner can't write defeat it (an ordinary user can't empty them), until their mode is changed.
 */
export async function removeTree(folder: string): Promise<void> {
  const { exitCode } = await runProgram('rm', ['-rf', '--', folder], { cwd: process.cwd(), env, input: '' });
  if (exitCode === 0) return;
  await execa('chmod', ['-R', 'u+rwx', '--', folder], { env, extendEnv: false, reject: false, stdio: 'ignore' });
  const removal = await execa('rm', ['-rf', '--', folder], { env, extendEnv: false, reject: false, stdin: 'ignore' });
  if (removal.exitCode === 0) return;
  const detail = removal.stderr.slice(0, 500);
  throw new Failure(
    'Broken',
    `The folder ${folder} can't be removed: ${detail}. Remove it by hand; nothing in it is needed any more.`,
  );
}
