import { resolve } from 'node:path';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { CommitId, TreeId } from '../../domain/ids.ts';
import type { Store, TreeEntry } from '../../ports/store.ts';
import { branchLine } from './branch-line.ts';
import { buildCommit } from './build-commit.ts';
import { checkId } from './check-id.ts';
import { checkOut } from './check-out.ts';
import { deliverBranch } from './deliver-branch.ts';
import { changedPaths, diffCommits } from './diff-commits.ts';
import { fetchBase } from './fetch-base.ts';
import { fetchBranches } from './fetch-branches.ts';
import { findFetched } from './find-fetched.ts';
import { gitIn, type Git } from './git.ts';
import type { OperatorEnvironment } from './git-environment.ts';
import { listFiles } from './list-files.ts';
import { listHistory } from './list-history.ts';
import { listNext } from './list-next.ts';
import { mergeBase } from './merge-base.ts';
import { mergeCommits } from './merge-commits.ts';
import { moveRef } from './move-ref.ts';
import { parentOf } from './parent-of.ts';
import { openStore } from './open-store.ts';
import { readFiles } from './read-files.ts';
import { readRefs } from './read-refs.ts';
import { refOf } from './ref-names.ts';
import { remember } from './remember.ts';
import { switchTree } from './switch-tree.ts';
import { takeLease } from './take-lease.ts';
import { treeOf } from './tree-of.ts';
import { writeCommit, type Identity } from './write-commit.ts';

export type GitStoreOptions = {
  /** Becomes the private bare repository, at the first use. */
  folder: string;
  failpoint: Failpoint;
  /** Author and committer of all commits; part of their ids, so it must not change while a migration runs. */
  identity?: Identity;
  /** Where PATH comes from, and for fetch and push over the network the operator's credentials. The process's own by default. */
  environment?: OperatorEnvironment;
};

/** The store in a folder of this machine. Any number of processes may use the same folder at the same time. */
export function gitStore({
  folder,
  failpoint,
  identity = { name: 'Drover', email: 'drover@localhost' },
  // oxlint-disable-next-line node/no-process-env -- not Drover's configuration but git's and ssh's: it is only handed on
  environment = process.env,
}: GitStoreOptions): Store {
  const open = opener(gitIn(resolve(folder), environment));
  const trees = remember<TreeId>(10_000, () => 1);
  const lists = remember<TreeEntry[]>(400_000, (entries) => entries.length);
  const listed = fileLister();
  const treeId = (commit: CommitId) => trees(commit, async () => treeOf(await open(), commit));
  return {
    fetchBase: async (migration, url, ref, signal) => fetchBase(await open(), failpoint, migration, url, ref, signal),
    fetchBranches: async (migration, url, signal) => fetchBranches(await open(), migration, url, signal),
    findFetched: async (migration, name) => findFetched(await open(), migration, name),
    parent: async (commit) => parentOf(await open(), commit),
    mergeBase: async (one, other) => mergeBase(await open(), one, other),
    history: async () => listHistory(await open()),
    tree: treeId,
    list: async (commit) => lists(await treeId(commit), async () => listed(await open(), commit)),
    read: async (commit, paths) => readFiles(await open(), commit, paths),
    commit: async (parent, changes, input) => buildCommit(await open(), parent, changes, input, identity),
    commitTree: async (tree, parent, input, merged) =>
      writeCommit(
        await open(),
        checkId(tree, 'tree'),
        merged === undefined ? checkId(parent) : [checkId(parent), checkId(merged)],
        input,
        identity,
      ),
    merge: async (base, tip, head) => {
      const git = await open();
      failpoint('before-merge');
      const result = await mergeCommits(git, identity, base, tip, head);
      failpoint('after-merge');
      return result;
    },
    diff: async (from, to) => diffCommits(await open(), from, to),
    changedPaths: async (from, to) => changedPaths(await open(), from, to),
    line: async (from, to) => branchLine(await open(), from, to),
    checkOut: async (commit, target) => checkOut(await open(), commit, target),
    switchTree: async (from, to, target) => switchTree(await open(), from, to, target),
    takeLease: async (migration, name) => takeLease(await open(), failpoint, migration, name),
    readRef: async (migration, name) => {
      const ref = refOf(migration, name);
      return (await readRefs(await open(), [ref])).get(ref);
    },
    moveRef: async (lease, name, from, to) => moveRef(await open(), failpoint, lease, name, from, to),
    deliver: async (commit, url, branch, signal) => deliverBranch(await open(), commit, url, branch, signal),
    rehearseDelivery: async (commit, url, branch, signal) =>
      deliverBranch(await open(), commit, url, branch, signal, { rehearse: true }),
  };
}

/** Below this, listing all files costs no more than comparing with those of another commit. */
const large = 5_000;

/** Lists a commit's files; on a large repository from the last list, where that differs little. */
function fileLister(): (git: Git, commit: CommitId) => Promise<TreeEntry[]> {
  let last: { commit: CommitId; list: TreeEntry[] } | undefined;
  return async (git, commit) => {
    const list = (last && (await listNext(git, last, commit))) ?? (await listFiles(git, commit));
    if (list.length >= large) last = { commit, list };
    return list;
  };
}

/** Opens the store at the first use, once; after a failure the next use tries again. */
function opener(git: Git): () => Promise<Git> {
  let opened: Promise<Git> | undefined;
  return () => {
    opened ??= openStore(git).then(
      () => git,
      (error: unknown) => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  };
}
