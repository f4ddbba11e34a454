import { readFile } from 'node:fs/promises';

/** Whether a process is alive. One that has ended but that nobody has waited for (a zombie) is not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    // The state is the field after the name, which is in parentheses and may hold blanks.
    return !/\) [ZX]/.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
