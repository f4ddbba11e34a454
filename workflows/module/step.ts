import type { Verdict } from '../../activities/verify-module.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';

/** A verified state of a module that asks to be merged. */
export type Candidate = { start: CommitId; head: CommitId; verdict: Verdict };

/** What a module does next. */
export type Step =
  | { kind: 'attempt'; feedback: Feedback }
  | { kind: 'candidate'; candidate: Candidate }
  | { kind: 'ended'; result: ModuleResult };
