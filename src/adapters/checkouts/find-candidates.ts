import type { BigIntStats } from 'node:fs';
import { walkTree } from '../walk-tree.ts';
import { foldersOf } from '../commit-index.ts';
import type { CommitIndex } from '../commit-index.ts';
import type { Candidates } from './candidates.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import type { LeftOut } from '../left-out.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

type WhatToLookAt = {
  index: CommitIndex;
  snapshot: TreeSnapshot;
  isIgnored: IgnoreRules;
  made: ReadonlySet<string>;
};

/**
 * Walks through the checkout. What the environment made and what git ignores are passed over in silence, whole folders at once;
 * a `.git` in any spelling is left out and said so: git would take it for a repository of its own.
 */
export async function findCandidates(tree: string, what: WhatToLookAt, leftOut: LeftOut): Promise<Candidates> {
  const { index, snapshot, isIgnored, made } = what;
  const present = new Set<string>();
  const touched = new Map<string, BigIntStats>();

  const seeFolder = (path: string): boolean => {
    if (index.entries.get(path)?.mode === '160000') return false;
    return index.folders.has(path) || !isIgnored(`${path}/`);
  };

  await walkTree(tree, {
    see(path, stats) {
      if (made.has(path)) return false;
      if (/(^|\/)\.git$/i.test(path)) {
        leftOut.add(path, 'nothing in a .git is ever taken');
        return false;
      }
      if (stats.isDirectory()) return seeFolder(path);
      present.add(path);
      if (snapshot.isUntouched(path, stats)) return false;
      if (index.entries.has(path) || !isIgnored(path)) touched.set(path, stats);
      return false;
    },
    cannotName: (path, reason) => leftOut.add(path, reason),
  });

  const isMade = (path: string): boolean => made.has(path) || foldersOf(path).some((folder) => made.has(folder));
  const missing = [...snapshot.paths].filter((path) => !present.has(path) && index.entries.has(path) && !isMade(path));
  return { touched, missing };
}
