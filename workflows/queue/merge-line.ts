import type { MadeGenerated } from '../../activities/make-generated.ts';
import type { MergedModule } from '../../activities/merge-module.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { MergeAnswer, MergeRequest } from '../messages.ts';
import { activities } from '../proxies.ts';
import type { QueueRun } from './queue-run.ts';

/** A module of a line: its own commit, and the one before it. `verified`: its tree is the very one that was verified. */
export type LineMember = { request: MergeRequest; from: CommitId; to: CommitId; verified: boolean };
export type MergedLine = {
  members: LineMember[];
  /** What can't be merged onto the branch as it is. */
  refused: { request: MergeRequest; answer: MergeAnswer }[];
};

/**
 * Merges modules one after the other onto the tip, a commit each with its generated files made anew; no ref moves. One that conflicts with a module before it in the line is left
 * out and stays in the queue, since that one may not land; it is refused when it conflicts with the branch itself.
 */
export async function mergeLine(queue: QueueRun, requests: MergeRequest[]): Promise<MergedLine> {
  const { migration, plan } = queue.input;
  const { tip } = queue;
  const line: MergedLine = { members: [], refused: [] };
  let last = tip;
  for (const request of requests) {
    const { key, path, round, start, head, body } = request;
    const step = { v: 1 as const, migration, plan, module: key, round };
    const date = Math.floor(Date.now() / 1000);
    const result = await activities().light.mergeModule.executeWithOptions({ summary: `merge ${path}` }, [
      { ...step, tip: last, start, head, body, date },
    ]);
    const made =
      result.kind === 'merged' && result.unmade
        ? await activities().sandbox.makeGenerated.executeWithOptions({ summary: `generated files: ${path}` }, [
            { ...step, tip: last, merged: result.commit, head, body, date },
          ])
        : result;
    if (made.kind === 'merged' || made.kind === 'made') {
      line.members.push({ request, from: last, to: made.commit, verified: made.verified });
      last = made.commit;
    } else if (last === tip) line.refused.push({ request, answer: refusal(made, { head, tip }) });
  }
  return line;
}

function refusal(
  result: Extract<MergedModule, { kind: 'conflict' }> | Extract<MadeGenerated, { kind: 'failed' }>,
  { head, tip }: { head: CommitId; tip: CommitId },
): MergeAnswer {
  return result.kind === 'conflict'
    ? { v: 1, kind: 'conflict', head, tip, paths: result.paths }
    : { v: 1, kind: 'ungenerated', head, tip, said: result.said };
}
