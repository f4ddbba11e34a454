import type { BigIntStats } from 'node:fs';
import { foldersOf, type CommitIndex } from '../commit-index.ts';
import type { LeftOut } from '../left-out.ts';
import { isWhiteout } from '../overlay/is-whiteout.ts';
import { walkTree } from '../walk-tree.ts';
import type { Candidates } from './candidates.ts';
import type { IgnoreRules } from './ignore-rules.ts';

type WhatWasWritten = {
  index: CommitIndex;
  isIgnored: IgnoreRules;
  made: ReadonlySet<string>;
  /** Those of the commit's paths, each in a folder that is still one, that are there no more. */
  removed: (paths: string[]) => Promise<string[]>;
};

/**
 * Walks through what commands wrote above a commit's files, which takes as long as that is much. What is passed over and what is left out
 * are the same as in `findCandidates`.
 */
export async function findWritten(writes: string, what: WhatWasWritten, leftOut: LeftOut): Promise<Candidates> {
  const { index, isIgnored, made } = what;
  const touched = new Map<string, BigIntStats>();
  const folders = new Set<string>();
  const gone = new Set<string>();

  const seeFolder = (path: string): boolean => {
    if (index.entries.get(path)?.mode === '160000') return false;
    if (index.entries.has(path)) gone.add(path);
    if (index.folders.has(path)) folders.add(path);
    return index.folders.has(path) || !isIgnored(`${path}/`);
  };

  await walkTree(writes, {
    see(path, stats) {
      folders.add('');
      if (made.has(path) || isWhiteout(stats)) return false;
      if (/(^|\/)\.git$/i.test(path)) {
        leftOut.add(path, 'nothing in a .git is ever taken');
        return false;
      }
      if (stats.isDirectory()) return seeFolder(path);
      if (index.folders.has(path)) gone.add(path);
      if (index.entries.has(path) || !isIgnored(path)) touched.set(path, stats);
      return false;
    },
    cannotName: (path, reason) => leftOut.add(path, reason),
  });

  for (const path of await what.removed(contentsOf(folders, index))) gone.add(path);
  return { touched, missing: entriesAt(gone, touched, what) };
}

/** What the commit has directly in these folders. */
function contentsOf(folders: ReadonlySet<string>, index: CommitIndex): string[] {
  if (folders.size === 0) return [];
  return [...index.entries.keys(), ...index.folders].filter((path) =>
    folders.has(path.slice(0, Math.max(path.lastIndexOf('/'), 0))),
  );
}

/** The commit's files at and below paths that are gone. */
function entriesAt(gone: ReadonlySet<string>, touched: Candidates['touched'], what: WhatWasWritten): string[] {
  if (gone.size === 0) return [];
  const { index, made } = what;
  const isAt = (set: ReadonlySet<string>, path: string) =>
    set.has(path) || foldersOf(path).some((folder) => set.has(folder));
  return [...index.entries.values()]
    .filter(({ path, mode }) => mode !== '160000' && isAt(gone, path) && !touched.has(path) && !isAt(made, path))
    .map(({ path }) => path);
}
