import { z } from 'zod';
import type { Effort } from './model-choice.ts';
import type { BlobRef, CommitId } from './ids.ts';
import type { Usage } from './usage.ts';

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** What a review found. The order of the fields is the one in which the model writes them: it says why before it judges. */
export const ReviewFinding = z.strictObject({
  file: z.string().describe('The path, as the diff names it.'),
  line: z.int().nullable().describe('The line in the new file; null where there is none.'),
  kind: z.enum(['regression', 'removed-behaviour', 'weakened-test', 'security', 'style']),
  why: z.string().describe('What is wrong, and what comes of it.'),
  fix: z.string().describe('What would be right.'),
  severity: z.enum(severities),
});
export type ReviewFinding = z.infer<typeof ReviewFinding>;

/** What a reviewing model answers. */
export const ReviewReply = z.strictObject({ findings: z.array(ReviewFinding) });

/** A review, whole, as the blob store has it. `why` says why it could not be read, where it could not. */
export type ReviewDocument = {
  v: 1;
  kind: 'review';
  module: string;
  path: string;
  attempt: number;
  base: CommitId;
  head: CommitId;
  /** The evidence that it had before it. */
  evidence: BlobRef;
  model: string;
  effort: Effort;
  findings: ReviewFinding[];
  why?: string;
  usage: Usage;
};

/** A review in a few figures, as workflows carry it; `document` has the rest. */
export type ReviewNote = {
  attempt: number;
  head: CommitId;
  model: string;
  document: BlobRef;
  /** How many it found, and how many of them are as severe as what sends a module back. */
  findings: number;
  severe: number;
  /** Why it could not be read. */
  why?: string;
};
