import type { CommitId } from '../domain/ids.ts';
import type { Mount, Network } from './sandbox.ts';

export type SetUp = {
  /** The command; undefined when the migration needs none. */
  run?: string;
  /** Patterns of the files whose contents the result depends on. */
  inputs: string[];
  network: Network;
  milliseconds: number;
  toolchains: string[];
  env: Record<string, string>;
  /** Part of the key: an environment that no other salt has is made anew, for a verification that may rely on nothing made before. */
  salt?: string;
};

/** What `setup` made: lies beside a commit, never in it. */
export type Environment = {
  /** SHA-256 of the command, the contents of its inputs, the toolchains and the sandbox. */
  key: string;
  /** The paths that setup made in the tree (relative), mounted read-only into checkouts and never captured. */
  made: string[];
  mounts: Mount[];
  /** The host folder in which they lie by their paths; undefined: setup made none. */
  layer: string | undefined;
  home: string;
};

export interface Environments {
  /**
   * Finds or makes the environment for the commit. Concurrent demands for one key wait for one setup; a kill in the middle
   * leaves nothing that looks finished. Throws a permanent `SetupFailed` with the command and its last lines.
   */
  prepare(commit: CommitId, setUp: SetUp, signal: AbortSignal): Promise<Environment>;
}
