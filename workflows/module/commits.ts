import { ApplicationFailure } from '@temporalio/workflow';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModuleRun } from './module-run.ts';

/** Where a module started, and where it is now. */
export function commits({ view: { start, head } }: ModuleRun): { start: CommitId; commit: CommitId } {
  if (start === undefined || head === undefined)
    throw ApplicationFailure.nonRetryable('A step of a module needs a commit to start from.', 'Broken');
  return { start, commit: head };
}
