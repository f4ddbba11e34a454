import type { CommitId } from './ids.ts';

/** A change that was made by hand: what lies between a commit and the one before it. */
export type PlanExample = { commit: CommitId; parent: CommitId; note?: string };
