import { CancellationScope } from '@temporalio/workflow';
import type { BatchVerdict } from '../../activities/verify-batch.ts';
import { nextLength } from '../../src/core/queue/next-length.ts';
import type { ModuleKey } from '../../src/domain/ids.ts';
import { activities } from '../proxies.ts';
import type { LineMember } from './merge-line.ts';
import { probeLine } from './probe-line.ts';
import type { QueueRun } from './queue-run.ts';

/**
 * Lands a line of merged commits: all of it when its last commit is green. Where it is red, it is halved until the first module is found with which it
 * becomes red; those before it land, it goes back, and those after it stay in the queue, to be merged without it.
 */
export async function landLine(queue: QueueRun, line: LineMember[]): Promise<void> {
  let [landed, length] = [0, line.length];
  let red = line.length + 1;
  let refusals: BatchVerdict[] = [];
  while (landed < line.length) {
    const suspects: ModuleKey[] = refusals.map(({ key }) => key);
    const verdicts = await probeLine(queue, line, { length, landed, suspects });
    const rejected = verdicts.filter(({ verdict }) => verdict === 'rejected');
    if (rejected.length === 0) {
      await land(queue, line.slice(landed, length), verdicts);
      landed = length;
    } else {
      red = length;
      refusals = rejected;
    }
    const next = red > line.length ? undefined : nextLength({ landed, red });
    if (next === undefined) break;
    length = next;
  }
  const guilty = red > line.length ? undefined : line[red - 1];
  if (guilty !== undefined) await sendBack(queue, guilty, refusals);
}

/** Moves the branch to the last of the members, by one compare and swap, and tells each. */
async function land(queue: QueueRun, members: LineMember[], verdicts: BatchVerdict[]): Promise<void> {
  const last = members.at(-1);
  if (last === undefined) return;
  const { migration } = queue.input;
  const others = members.length > 1 ? ` and ${members.length - 1} before it` : '';
  // Once the merge is proved, moving the branch is not given up half-way: the answers must say what really happened.
  await CancellationScope.nonCancellable(() =>
    activities().light.advanceBranch.executeWithOptions({ summary: `move the branch: ${last.request.path}${others}` }, [
      {
        v: 1,
        migration,
        from: queue.tip,
        to: last.to,
        landed: members.map(({ request: { key, round, baseline }, to }) => ({ key, round, baseline, commit: to })),
      },
    ]),
  );
  queue.tip = last.to;
  for (const { request, to } of members) {
    const evidence = verdicts.find(({ key }) => key === request.key)?.evidence ?? request.evidence;
    queue.merged += 1;
    delete queue.harmed[request.key];
    await queue.answer(request, { v: 1, kind: 'merged', head: request.head, commit: to, evidence });
  }
}

/** The evidence is the module's own where that is red, else that of a module which is red with it. */
async function sendBack(queue: QueueRun, { request }: LineMember, refusals: BatchVerdict[]): Promise<void> {
  const [first] = refusals;
  const evidence = (refusals.find(({ key }) => key === request.key) ?? first)?.evidence ?? request.evidence;
  const harmed = refusals.map(({ key }) => key).filter((key) => key !== request.key);
  if (harmed.length > 0) queue.harmed[request.key] = harmed;
  await queue.answer(request, { v: 1, kind: 'red', head: request.head, tip: queue.tip, evidence });
}
