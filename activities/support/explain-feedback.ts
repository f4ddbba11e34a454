import { evidenceLines } from '../../src/core/evidence/evidence-lines.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { readJson } from './read-json.ts';

/** Puts into words, for the model, why an attempt begins. */
export async function explainFeedback(blobs: Blobs, feedback: Feedback): Promise<string> {
  switch (feedback.kind) {
    case 'begin':
      return '';
    case 'nothing-changed':
      return 'The last attempt changed nothing. If the module really needs no change, change nothing again and say why.';
    case 'rejected':
      return `A reviewer (${feedback.actor}) rejected the change: ${feedback.reason}`;
    case 'conflict':
      return (
        `Other modules were merged meanwhile, and the change conflicts with them in: ${feedback.paths.join(', ')}. ` +
        'The files were set to the newest state of the branch; make the change again on them.'
      );
    case 'refused':
      return `The state so far was verified and refused:\n${await findings(blobs, feedback.evidence)}`;
    case 'red-after-merge':
      return (
        'Merged with what other modules changed meanwhile, the verification is red. The files were set to the newest state of ' +
        `the branch; make the change again on them.\n${await findings(blobs, feedback.evidence)}`
      );
    default:
      return feedback satisfies never;
  }
}

async function findings(blobs: Blobs, ref: string): Promise<string> {
  return evidenceLines((await readJson<Evidence>(blobs, ref)).findings);
}
