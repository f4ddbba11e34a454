import type { FinalCheck, FinalSubject } from './final-verification.ts';
import type { BlobRef, CommitId, ModuleKey } from './ids.ts';
import type { Channel } from './decision.ts';

/** A merged commit that a rollback takes back. `asked`: it was named; else `reason` says what it can't stand without. */
export type RollbackEntry = {
  path: string;
  key?: ModuleKey;
  commit: CommitId;
  /** The inverse commit. */
  by: CommitId;
  reason: string;
  asked: boolean;
};

/**
 * `previewed`: it was only to be shown. `rolled-back`: the branch has the inverse commits. `refused`: something stood against it, and nothing was
 * moved. `failed`: it could not be done.
 */
export type RollbackState =
  | 'planning'
  | 'verifying'
  | 'delivering'
  | 'previewed'
  | 'rolled-back'
  | 'refused'
  | 'failed';

/** A rollback of merged modules of a migration that has ended. */
export type Rollback = {
  v: 1;
  /** The run id of its workflow. */
  id: string;
  state: RollbackState;
  actor: string;
  channel: Channel;
  reason: string;
  /** When it was asked for, in milliseconds since the epoch. */
  at: number;
  /** The modules that were named. */
  modules: ModuleKey[];
  /** What goes, the newest first, which is the order of the inverse commits; empty as long as nobody knows. */
  entries: RollbackEntry[];
  /** The branch's tip before and after it. */
  from?: CommitId;
  tip?: CommitId;
  /** How many commands were judged, and those that stood against it. */
  checks: number;
  red: FinalCheck[];
  /** The document of what was to be verified, by digest. */
  document?: BlobRef;
  branch?: string;
  /** Why it was refused or failed. */
  problem?: string;
};

/** What a rollback does, in its order: a blob, since a workflow carries its address alone. */
export type RollbackPlan = { v: 1; entries: RollbackEntry[]; steps: RollbackStep[] };
/** Some subjects that are verified at one commit. */
export type RollbackStep = { commit: CommitId; subjects: FinalSubject[] };
