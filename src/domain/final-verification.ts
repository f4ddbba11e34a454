import type { BlobRef, CommitId, ModuleKey, TreeId } from './ids.ts';
import type { Finding } from './finding.ts';
import type { Verification } from './evidence.ts';

/** What is verified of the branch as a whole: a module, or, as '.', the migration with its commands of `per: migration`. */
export type FinalSubject = {
  key: ModuleKey;
  path: string;
  /** Whether it is judged by what it became (`run`) or, not being merged, by what it was (`before`). */
  side: 'before' | 'run';
  /** The round whose baseline it is compared with, and the commit that this was measured at. */
  round: number;
  start: CommitId;
};

/** How one command of a subject ended. `flaky`: red, and green when it was run again at the same commit. */
export type FinalCheck = {
  key: FinalSubject['key'];
  path: string;
  command: string;
  verdict: 'verified' | 'flaky' | 'red';
  /** The digest of a `FinalEvidence`. */
  evidence: BlobRef;
  /** What was found, a line each, the first few; empty for one that is verified. */
  findings: string[];
};

/** What was proved or refuted by one command: its run before the migration, its run (or runs) at the tip, and how they differ. */
export type FinalEvidence = {
  v: 1;
  path: string;
  command: string;
  verdict: FinalCheck['verdict'];
  before: Verification;
  /** The first run, and those after it where it was red. */
  after: Verification[];
  findings: Finding[];
};

/** A red command, and what the bisection of the merged commits says of it. */
export type RedCheck = FinalCheck & {
  blame:
    | { kind: 'module'; path: string; commit: CommitId }
    /** It is red without any merged module, too: none is to blame. */
    | { kind: 'base' }
    /** It was not searched for: something else was found that is taken back first. */
    | { kind: 'later' };
};

/** A merged commit that an inverse commit took back. */
export type TakenBack = { path: string; commit: CommitId; by: CommitId; key?: ModuleKey; reason: string };

/** One verification of the whole branch at one tip. */
export type FinalRun = {
  commit: CommitId;
  tree: TreeId;
  /** The key of the environment that was made for it. */
  environment: string;
  subjects: number;
  checks: number;
  red: RedCheck[];
  flaky: FinalCheck[];
  takenBack: TakenBack[];
  /** The digest of the list of all its `FinalCheck`s. */
  evidence: BlobRef;
};

/**
 * `verified`: all is green, in a fresh checkout with a fresh setup. `red-at-base`: what is red is red without any merged module, too.
 * `rejected`: it stayed red. `nothing-merged`: there is nothing on the branch, or nothing is left of it.
 */
export type FinalVerdict = 'verified' | 'red-at-base' | 'rejected' | 'nothing-merged';

/** What was verified of the integration branch as a whole, at the end. */
export type FinalVerification = {
  verdict: FinalVerdict;
  /** The newest tip. */
  commit: CommitId;
  runs: FinalRun[];
  seconds: number;
};

/** How far the final verification is, for those who look on. */
export type FinalProgress = {
  tip: CommitId;
  /** Which run this is; another one follows when something was taken back. */
  run: number;
  subjects: number;
  checked: number;
  /** What it does now, in words. */
  note: string;
  red: { path: string; command: string }[];
  takenBack: { path: string; by: CommitId }[];
  verdict?: FinalVerdict;
};
