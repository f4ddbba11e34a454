import type { CommitId, MigrationId, TreeId } from '../domain/ids.ts';
import type { FileChange } from '../domain/file-change.ts';

export type TreeEntry = { path: string; mode: string; oid: string; bytes: number };

/** Who and what a commit is of; all of it goes into the commit's id, so nothing here may come from a clock or a retry's number. */
export type CommitInput = {
  subject: string;
  body?: string;
  migration: MigrationId;
  /** The module's path as planned; goes into a trailer. */
  module: string;
  /** For instance 'recipe', 'attempt-1/turn-2', 'merge'. */
  step: string;
  /** Seconds since the epoch, handed in by the workflow. */
  date: number;
};

export type MergeResult = { kind: 'merged'; tree: TreeId } | { kind: 'conflict'; paths: string[]; detail: string };

/** Proof that its holder is the newest one: a ref only moves in a transaction that verifies it. */
export type Lease = { migration: MigrationId; name: string; token: number };

/** A commit of a branch's line. `module` is the path that its trailer names. */
export type LineCommit = { commit: CommitId; parent: CommitId; module?: string };
/** A commit of a repository's history. */
export type HistoryCommit = { commit: CommitId; tree: TreeId; message: string };

/** Drover's private bare git store: commits are built at object level, without a checkout. */
export interface Store {
  /** Fetches `ref` of the repository at `url` (a path or URL) and pins it as the migration's base. Running it again finds the same base. */
  fetchBase(
    migration: MigrationId,
    url: string,
    ref: string,
    signal: AbortSignal,
  ): Promise<{ base: CommitId; warnings: string[] }>;
  /** Fetches all branches and tags of the repository, for whoever looks for commits that he can't name a ref of. */
  fetchBranches(migration: MigrationId, url: string, signal: AbortSignal): Promise<void>;
  /** A commit of what `fetchBranches` fetched, by its branch, tag or id; undefined where no fetched branch or tag has it. */
  findFetched(migration: MigrationId, name: string): Promise<CommitId | undefined>;
  /** The commit before this one, the first of several; undefined for one without history. */
  parent(commit: CommitId): Promise<CommitId | undefined>;
  /** The newest commit that both have in their history; undefined where there is none. */
  mergeBase(one: CommitId, other: CommitId): Promise<CommitId | undefined>;
  /** The commits that are in the store, the newest first. */
  history(): Promise<HistoryCommit[]>;
  tree(commit: CommitId): Promise<TreeId>;
  /** The files of a commit, sorted by path; submodules and symbolic links are included (mode 160000 and 120000). */
  list(commit: CommitId): Promise<TreeEntry[]>;
  /** The bytes of some files of a commit, one git process for all; a path that is not a file there is missing from the map. */
  read(commit: CommitId, paths: string[]): Promise<Map<string, Uint8Array>>;
  /** Builds `parent`'s child with the changes; returns `parent` itself when they change nothing. Deterministic. */
  commit(parent: CommitId, changes: FileChange[], input: CommitInput): Promise<CommitId>;
  /** A commit of a tree that exists already (a merge's). With `merged`, that is its second parent. Deterministic. */
  commitTree(tree: TreeId, parent: CommitId, input: CommitInput, merged?: CommitId): Promise<CommitId>;
  /** Merges `head`'s changes since `base` onto `tip`, without a checkout. */
  merge(base: CommitId, tip: CommitId, head: CommitId): Promise<MergeResult>;
  /** A unified diff, with renames, as text. */
  diff(from: CommitId, to: CommitId): Promise<string>;
  /** Paths changed between two commits. */
  changedPaths(from: CommitId, to: CommitId): Promise<string[]>;
  /** The commits that lead from one commit to another, by first parents, oldest first. */
  line(from: CommitId, to: CommitId): Promise<LineCommit[]>;
  /** Writes a commit's files into an empty folder as raw bytes: no attribute of the repository acts, no hook runs. */
  checkOut(commit: CommitId, folder: string): Promise<void>;
  /**
   * Brings a folder that holds commit `from`, as it was checked out, to commit `to`, by what differs alone. False, and nothing is touched,
   * where that would be no small step. After a failure the folder holds neither.
   */
  switchTree(from: CommitId, to: CommitId, folder: string): Promise<boolean>;
  /** Takes the lease of this name: every earlier holder's ref moves fail from now on. */
  takeLease(migration: MigrationId, name: string): Promise<Lease>;
  /** The commit that a ref points at; `name` is relative to the migration ('modules/KEY', 'integration'). */
  readRef(migration: MigrationId, name: string): Promise<CommitId | undefined>;
  /**
   * Compare and swap: moves the ref from `from` (undefined: it must not exist) to `to`, in one transaction with the lease's check.
   * Already at `to` counts as done. Throws `StaleLease` or `RefMoved` failures.
   */
  moveRef(lease: Lease, name: string, from: CommitId | undefined, to: CommitId): Promise<void>;
  /** Writes `commit` to `refs/heads/BRANCH` of the repository at `url`; the branch must not exist there, or hold an ancestor of `commit`. */
  deliver(commit: CommitId, url: string, branch: string, signal: AbortSignal): Promise<void>;
  /**
   * Asks the repository whether `commit` could be delivered so, and writes nothing. What only a real delivery shows (rules of the host, a
   * branch that is checked out) may still refuse it later.
   */
  rehearseDelivery(commit: CommitId, url: string, branch: string, signal: AbortSignal): Promise<void>;
}
