import { reviewLines } from '../../src/core/review/review-lines.ts';
import type { ReviewDocument } from '../../src/domain/review.ts';
import { evidenceLines } from '../../src/core/evidence/evidence-lines.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { readJson } from './read-json.ts';

const longestReview = 12_000;

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
    case 'ungenerated':
      return (
        'Merged with what other modules changed meanwhile, the command that makes generated files anew failed. The files were set to the newest state of ' +
        `the branch; make the change again on them, so that the command can do its work.\n${feedback.said}`
      );
    case 'refused':
      return `The state so far was verified and refused:\n${await findings(blobs, feedback.evidence)}`;
    case 'red-after-merge':
      return (
        'Merged with what other modules changed meanwhile, the verification is red. The files were set to the newest state of ' +
        `the branch; make the change again on them.\n${await findingsOf(blobs, feedback.evidence)}`
      );
    case 'red-group':
      return (
        "This module's own verification is green. Together with what the other modules of its group changed, the group's commands are red, " +
        'and what they say points at this module. The files hold the changes of the whole group now; repair this module in them.\n' +
        (await findings(blobs, feedback.evidence))
      );
    case 'review': {
      const { findings: found } = await readJson<ReviewDocument>(blobs, feedback.review);
      return `The state so far was verified, and a reviewer found this in it. Repair what is right, and nothing else:\n${reviewLines(
        found,
      )
        .map((line) => `- ${line}`)
        .join('\n')
        .slice(0, longestReview)}`;
    }
    default:
      return feedback satisfies never;
  }
}

/** What is red with a module's change may be the verification of another one. */
async function findingsOf(blobs: Blobs, ref: string): Promise<string> {
  const { path, findings: found } = await readJson<Evidence>(blobs, ref);
  return `What is red is the verification of ${path}.\n${evidenceLines(found)}`;
}

async function findings(blobs: Blobs, ref: string): Promise<string> {
  return evidenceLines((await readJson<Evidence>(blobs, ref)).findings);
}
