import { mkdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { SandboxCommand } from '../../ports/sandbox.ts';
import { inside } from './inside.ts';

/** Puts a symbolic link in the checkout for every mount, for where nothing can be mounted. Throws `InputRefused` for what lies outside `/repo`. */
export async function linkMounts({ checkout, mounts }: SandboxCommand): Promise<void> {
  for (const { from, to } of mounts) {
    if (!to.startsWith(`${inside.repo}/`))
      throw new Failure('InputRefused', `Without a sandbox nothing can be shown at '${to}'; use bubblewrap.`);
    const place = join(checkout, relative(inside.repo, to));
    if ((await readlink(place).catch(() => undefined)) === from) continue;
    await mkdir(dirname(place), { recursive: true });
    await symlink(from, place);
  }
}
