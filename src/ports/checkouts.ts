import type { CommitId } from '../domain/ids.ts';
import type { FileChange } from '../domain/file-change.ts';
import type { Environment } from './environments.ts';
import type { SandboxCommand } from './sandbox.ts';

/** What commands changed in a checkout. `leftOut` lists changes that are not taken, each with the reason. */
export type Capture = { changes: FileChange[]; leftOut: { path: string; reason: string }[] };

/** A commit's files in a folder of their own; a cache that can be thrown away at any moment. */
export interface Checkout {
  readonly folder: string;
  /** The host folder in which files that commands wrote are found, by their paths; it may hold others, too. */
  readonly writes: string;
  /** How commands see the environment beside it. */
  readonly beside: Pick<SandboxCommand, 'overlay' | 'mounts' | 'home' | 'homeWritable'>;
  /**
   * What changed since the checkout was made, read without following links and without running git: files that the environment
   * made, ignored files, `.git`, links and special files are left out. Call it only when no command is running.
   */
  capture(mayChange: (path: string) => boolean | string): Promise<Capture>;
  dispose(): Promise<void>;
}

/**
 * What a checkout is for: to take what commands change in it; the same with a copy of the environment that they may change, too, and that
 * is thrown away with the checkout; or only to judge it, which is cheaper to open and can't be captured.
 */
export type CheckoutUse = 'change' | 'change-environment' | 'judge';

export type OpenOptions = {
  /** 'change' by default. */
  use?: CheckoutUse;
  /** Made from the store alone, and from nothing that an earlier checkout left. */
  fresh?: boolean;
  /** Whose commits are near to this one: a tree of the same name is brought to the commit, where there is one. The migration's id. */
  near?: string;
};

export interface Checkouts {
  open(commit: CommitId, environment: Environment, options?: OpenOptions): Promise<Checkout>;
}
