import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { parentPaths } from '../../core/paths/parent-paths.ts';
import { Failure } from '../../domain/failure.ts';
import type { Environment } from '../../ports/environments.ts';

/** Where a checkout is seen inside of the sandbox. */
const seenAt = '/repo/';
const env = { PATH: '/usr/bin:/bin' };

/**
 * Copies what setup made into a checkout, so that a command may change it. Throws `Broken` where a link of the checkout would lead a copy
 * out of it, or a file is in the way.
 */
export async function copyMade(environment: Environment, tree: string): Promise<void> {
  for (const { from, to } of environment.mounts) {
    const path = to.slice(seenAt.length);
    for (const folder of parentPaths(path)) await makeFolder(join(tree, folder), to);
    await copyFolder(from, join(tree, path));
  }
}

/** Step by step, since making a whole path at once would follow the links in it. */
async function makeFolder(folder: string, to: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if ((await lstat(folder)).isDirectory()) return;
  throw new Failure('Broken', `Something else than a folder in the checkout is in the way of ${to}, which setup made.`);
}

/** Copies a folder or a file. Links are copied as links; where the file system can, copies share their bytes. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const end = await execa(
    'cp',
    ['-a', '--reflink=auto', '--remove-destination', '--no-target-directory', '--', from, to],
    {
      env,
      extendEnv: false,
      reject: false,
    },
  );
  if (end.failed) throw new Failure('Transient', `The environment could not be copied from ${from}: ${end.stderr}`);
}
