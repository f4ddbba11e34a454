import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { findProgram } from '../find-program.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { isWhiteout } from './is-whiteout.ts';
import { makeOverlayFolder, overlayParts } from './overlay-folder.ts';
import { inOwnNamespaces, overlayScript } from './overlay-script.ts';

/** What makes overlays here: util-linux's unshare, by its path. */
export type Overlays = { unshare: string };

/** Whether overlays can be mounted on a folder's file system, and why not. */
export type OverlaySupport = { overlays: Overlays } | { overlays?: undefined; why: string };

/**
 * Finds out by trying whether this machine, this user and this file system can have overlays: old kernels, containers' seccomp
 * profiles and folders that are on an overlay themselves can't. Nothing is left below the folder.
 */
export async function overlaySupport(folder: string, path: string | undefined): Promise<OverlaySupport> {
  const unshare = findProgram('unshare', path);
  if (unshare === undefined) return { why: "there is no 'unshare' of util-linux on PATH" };
  try {
    const trial = await makeOwnedFolder(folder);
    try {
      return await tryIn(trial, unshare);
    } finally {
      await removeTree(trial);
    }
  } catch (error) {
    // Of a folder that can't be written, others will hear in their own words.
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

async function tryIn(trial: string, unshare: string): Promise<OverlaySupport> {
  const [tree, home, place] = ['tree', 'home', 'place'].map((name) => join(trial, name)) as [string, string, string];
  for (const part of [tree, home, place]) await mkdir(part);
  for (const name of ['removed', 'changed']) await writeFile(join(tree, name), 'before');
  const writes = await makeOverlayFolder(place, { tree, home, made: undefined });
  const seen = join(place, overlayParts.repo, overlayParts.seen);
  const script = 'cd -P -- "$1" && rm removed && printf after > changed';
  const args = [...inOwnNamespaces, '/bin/sh', '-c', overlayScript, 'sh', place, '/bin/sh', '-c', script, 'sh', seen];
  const end = await execa(unshare, args, {
    env: {},
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 10_000,
  });
  if (end.failed) return { why: firstLine(end.stderr) || `unshare ended with ${end.exitCode ?? end.signal}` };
  const changed = await readFile(join(writes.repo, 'changed'), 'utf8').catch(() => '');
  const removed = await lstat(join(writes.repo, 'removed'), { bigint: true }).catch(() => undefined);
  const before = await readFile(join(tree, 'removed'), 'utf8').catch(() => '');
  if (changed === 'after' && before === 'before' && removed !== undefined && isWhiteout(removed))
    return { overlays: { unshare } };
  return { why: 'what is written in one is not found where it should be' };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
