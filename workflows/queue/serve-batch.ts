import { isCancellation } from '@temporalio/workflow';
import { describeError } from '../describe-error.ts';
import { landLine } from './land-line.ts';
import { mergeLine } from './merge-line.ts';
import type { QueueRun } from './queue-run.ts';

/**
 * How many modules are merged and verified together at most. Each doubling saves half of the verifications that are left and costs one more
 * when one of them is red, so beyond this little is to be gained; and so many merges are repeated, at object level, when one is sent back.
 */
const mostTogether = 16;

/**
 * Serves the first modules of the queue together. Returns how many to take next: where a step failed, half of them, down to the one that it fails for,
 * so that this one does not keep the others from landing.
 */
export async function serveBatch(queue: QueueRun, most = mostTogether): Promise<number> {
  const requests = queue.queue.slice(0, Math.min(most, mostTogether));
  const [first] = requests;
  if (first === undefined) return mostTogether;
  queue.show(`Merging ${first.path}${requests.length > 1 ? ` and ${requests.length - 1} more` : ''}`);
  try {
    const { members, refused } = await mergeLine(queue, requests);
    for (const { request, answer } of refused) await queue.answer(request, answer);
    await landLine(queue, members);
    return mostTogether;
  } catch (error) {
    const left = requests.filter((request) => queue.queue.includes(request));
    if (isCancellation(error)) {
      for (const request of left) await queue.answer(request, { v: 1, kind: 'cancelled', head: request.head });
      return mostTogether;
    }
    if (left.length > 1) return Math.ceil(left.length / 2);
    for (const request of left)
      await queue.answer(request, { v: 1, kind: 'failed', head: request.head, reason: describeError(error) });
    return mostTogether;
  }
}
