import { lstat, mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join, posix, relative } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { inside } from './inside.ts';
import type { Mount, SandboxCommand } from '../../ports/sandbox.ts';

/**
 * Makes the places in the checkout and the home that things will be mounted on. bubblewrap would make them itself, but through
 * symbolic links, which a hostile checkout may hold: it would then create files anywhere on the host. So every step of the way must be a real folder.
 * Throws `InputRefused` where a link or a file stands in the way, `Broken` where a mount comes from a place that a link leads to.
 */
export async function makeMountPoints(command: SandboxCommand): Promise<void> {
  // What an overlay shows has the layers' folders already, and its layers are not written.
  if (command.overlay !== undefined) return;
  const roots: { seen: string; folder: string }[] = [{ seen: inside.repo, folder: command.checkout }];
  if (command.home !== undefined) {
    roots.push({ seen: inside.home, folder: command.home });
    if (!command.homeWritable) await makeInside(command.home, '.cache', 'folder');
  }
  for (const mount of command.mounts) {
    checkTarget(mount);
    const kind = await kindOfSource(mount);
    const root = roots.find(({ seen }) => mount.to.startsWith(`${seen}/`));
    if (root !== undefined) await makeInside(root.folder, relative(root.seen, mount.to), kind);
  }
}

function checkTarget({ to }: Mount): void {
  if (
    !to.startsWith('/') ||
    posix.normalize(to) !== to ||
    to.endsWith('/') ||
    ['/usr', '/proc', '/dev', inside.repo, inside.home].includes(to)
  ) {
    throw new Failure(
      'Broken',
      `A mount's target must be an absolute, normalised path of its own, and '${to}' is not.`,
    );
  }
}

/** What setup made is hostile, too: a link in it would show whatever it points at. */
async function kindOfSource({ from }: Mount): Promise<'folder' | 'file'> {
  const real = await realpath(from).catch((cause: unknown) => {
    throw new Failure('Broken', `The mount source '${from}' is missing.`, { cause });
  });
  if (real !== from) {
    throw new Failure(
      'Broken',
      `The mount source '${from}' leads through a symbolic link to '${real}'. Give the data folder by its real path, and see what made the link.`,
    );
  }
  return (await stat(from)).isDirectory() ? 'folder' : 'file';
}

async function makeInside(root: string, path: string, kind: 'folder' | 'file'): Promise<void> {
  const above = dirname(path);
  if (above !== '.') await makeInside(root, above, 'folder');
  const place = join(root, path);
  const found = await lstat(place).catch(() => undefined);
  if (found === undefined) {
    await (kind === 'folder' ? mkdir(place) : writeFile(place, '', { flag: 'wx' }));
    return;
  }
  const fits = kind === 'folder' ? found.isDirectory() : found.isFile();
  if (!fits)
    throw new Failure(
      'InputRefused',
      `'${path}' must be a ${kind} to be mounted on, and it is something else in '${root}'. Remove it from the repository.`,
    );
}
