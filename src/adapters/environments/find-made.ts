import type { CommitIndex } from '../commit-index.ts';
import { foldersOf } from '../commit-index.ts';
import { collectLeftOut } from '../left-out.ts';
import { walkTree } from '../walk-tree.ts';

/** What setup made beside a commit's files: the topmost paths, sorted, and what of it can't be kept. */
export type Made = { paths: string[]; leftOut: { path: string; reason: string }[] };

/**
 * Finds what a tree has that the commit has not, each at its topmost path: `node_modules`, `packages/a/node_modules`, `.venv`. Changes
 * to the commit's own files do not count. A link is never kept: it would be followed on the host when it is mounted, wherever it points.
 */
export async function findMade(tree: string, index: CommitIndex): Promise<Made> {
  const paths: string[] = [];
  const leftOut = collectLeftOut();
  await walkTree(tree, {
    see(path, stats) {
      if (index.entries.has(path)) return false;
      if (index.folders.has(path)) return true;
      if (/(^|\/)\.git$/i.test(path)) leftOut.add(path, 'a .git is never mounted');
      else if (stats.isDirectory() || stats.isFile()) paths.push(path);
      else
        leftOut.add(
          path,
          stats.isSymbolicLink() ? 'a symbolic link is never mounted' : 'a special file is never mounted',
        );
      return false;
    },
    cannotName: (path, reason) => leftOut.add(path, reason),
  });
  return { paths: paths.sort(), leftOut: leftOut.lines() };
}

/** The commit's paths that mounts on the made paths would hide, or that stand in their way. */
export function hiddenBy(made: string[], index: CommitIndex): string[] {
  const own = made.filter((path) => index.folders.has(path));
  return [
    ...made.filter((path) => index.entries.has(path)),
    ...new Set(made.flatMap(foldersOf).filter((folder) => index.entries.has(folder))),
    ...(own.length === 0
      ? []
      : [...index.entries.keys()].filter((path) => own.some((folder) => path.startsWith(`${folder}/`)))),
  ];
}
