import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The host folders that a command sees one above the other; none of them is ever changed by it. */
export type OverlayLayers = {
  /** A commit's files. */
  tree: string;
  /** What setup made, by its paths in the tree; undefined: nothing. */
  made: string | undefined;
  home: string;
};

/** Where what commands write is found on the host, by its paths in the checkout and in the home. */
export type OverlayWrites = { repo: string; home: string };

/** The parts of an overlay's folder. The kernel is told these names alone: paths could hold its separators (commas, colons, backslashes). */
export const overlayParts = { repo: 'repo', home: 'home', upper: 'upper', work: 'work', seen: 'seen' } as const;
const layerNames = { tree: 'tree', made: 'made', base: 'base' } as const;

/** The layers of each overlay as the kernel's option, the topmost first. */
export const lowerLayers = { repo: `${layerNames.made}:${layerNames.tree}`, home: layerNames.base } as const;

/**
 * Makes what a sandbox needs to show `/repo` and HOME as overlays: links to the layers, and folders for what commands write. The folder must
 * be Drover's own, out of every command's reach, since the links in it are followed on the host.
 */
export async function makeOverlayFolder(folder: string, layers: OverlayLayers): Promise<OverlayWrites> {
  const { repo, home, upper, work, seen } = overlayParts;
  for (const part of [repo, home])
    for (const name of [upper, work, seen]) await mkdir(join(folder, part, name), { recursive: true });
  await symlink(layers.tree, join(folder, repo, layerNames.tree));
  await symlink(layers.home, join(folder, home, layerNames.base));
  const made = join(folder, repo, layerNames.made);
  await (layers.made === undefined ? mkdir(made) : symlink(layers.made, made));
  return { repo: join(folder, repo, upper), home: join(folder, home, upper) };
}
