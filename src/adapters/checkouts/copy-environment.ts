import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { Failure } from '../../domain/failure.ts';
import type { Environment } from '../../ports/environments.ts';

/** Where a checkout is seen inside of the sandbox. */
const seenAt = '/repo/';
const env = { PATH: '/usr/bin:/bin' };

/**
 * Copies an environment into a checkout, and its home to `home`, so that a command may change it. Links are copied as links; where
 * the file system can, copies share their bytes. Throws `Broken` where a link of the checkout would lead a copy out of it.
 */
export async function copyEnvironment(environment: Environment, tree: string, home: string): Promise<void> {
  await copy(environment.home, home);
  const root = await realpath(tree);
  for (const { from, to } of environment.mounts) {
    const place = join(root, to.slice(seenAt.length));
    await mkdir(dirname(place), { recursive: true });
    if ((await realpath(dirname(place))) !== dirname(place))
      throw new Failure('Broken', `A link in the checkout leads ${to}, which setup made, to another place.`);
    await copy(from, place);
  }
}

async function copy(from: string, to: string): Promise<void> {
  const end = await execa('cp', ['-a', '--reflink=auto', '--no-target-directory', '--', from, to], {
    env,
    extendEnv: false,
    reject: false,
  });
  if (end.failed) throw new Failure('Transient', `The environment could not be copied from ${from}: ${end.stderr}`);
}
