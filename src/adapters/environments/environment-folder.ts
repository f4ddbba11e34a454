import { chmod, lstat, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Environment } from '../../ports/environments.ts';
import { isMissing } from '../is-missing.ts';
import { makeFolderDurably, syncFolder, writeDurably } from '../write-durably.ts';
import type { Made } from './find-made.ts';

/** The parts of a finished environment's folder: what setup made in the tree, its home, and what it is. */
const parts = { made: 'made', home: 'home', manifest: 'manifest.json' };

export function homeIn(environmentFolder: string): string {
  return join(environmentFolder, parts.home);
}

/** Reads a finished environment; undefined when there is none, or one whose manifest is damaged. */
export async function readEnvironment(folder: string, key: string): Promise<Environment | undefined> {
  const manifest = await readManifest(folder);
  if (manifest?.v !== 1 || manifest.key !== key || !Array.isArray(manifest.made)) return undefined;
  const made = manifest.made as string[];
  return {
    key,
    made,
    layer: made.length === 0 ? undefined : join(folder, parts.made),
    mounts: made.map((path) => ({ from: join(folder, parts.made, path), to: `/repo/${path}` })),
    home: homeIn(folder),
  };
}

/** Whether an environment was made for one verification alone, with a salt; not so where its manifest is damaged. */
export async function isForOneUse(folder: string): Promise<boolean> {
  return (await readManifest(folder))?.once === true;
}

type Manifest = { v?: unknown; key?: unknown; made?: unknown; once?: unknown };

async function readManifest(folder: string): Promise<Manifest | null | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, parts.manifest), 'utf8')) as Manifest | null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Moves what setup made from its tree into the environment's folder. By renames alone: nothing in it is read or followed. */
export async function moveMade(tree: string, made: Made, folder: string): Promise<void> {
  await mkdir(join(folder, parts.made), { recursive: true });
  for (const path of made.paths) {
    const [from, to] = [join(tree, path), join(folder, parts.made, path)];
    await mkdir(dirname(to), { recursive: true });
    // To move a folder one must be able to write to it and to the one that it is in, and setup may have taken that right away.
    await chmod(dirname(from), 0o700);
    const stats = await lstat(from);
    if (stats.isDirectory()) await chmod(from, stats.mode | 0o700);
    await rename(from, to);
  }
}

/**
 * Puts a finished environment into its place. Its manifest is written last, when all else is on disk, and the whole appears by one
 * rename: a kill at any moment leaves nothing there that looks finished. Of two processes that made the same one, the first wins, and the
 * other takes that; a damaged one is moved out of the way, to `discarded`.
 */
export async function publishEnvironment(
  folder: string,
  target: string,
  discarded: string,
  about: { key: string; run: string | null; once: boolean } & Made,
): Promise<void> {
  // One call for all its files (syncfs): Node can only synchronise them one by one. Where there is no such program, a power cut in
  // the next half minute could leave an environment with torn files; a kill can't.
  await execa('sync', ['-f', folder], { reject: false, stdio: 'ignore' });
  const { key, run, once, paths, leftOut } = about;
  await writeDurably(
    join(folder, parts.manifest),
    `${JSON.stringify({ v: 1, key, run, once, made: paths, leftOut }, null, 2)}\n`,
  );
  await makeFolderDurably(dirname(target));
  if (await isOccupied(folder, target)) {
    if ((await readEnvironment(target, key)) !== undefined) return;
    await rename(target, discarded);
    await rename(folder, target);
  }
  await syncFolder(dirname(target));
}

/** Tries the rename, and says whether something is at the target already: a folder that is not empty can't be replaced. */
async function isOccupied(folder: string, target: string): Promise<boolean> {
  try {
    await rename(folder, target);
    return false;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOTEMPTY', 'EEXIST'].includes(code)) return true;
    throw error;
  }
}
