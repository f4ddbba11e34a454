import type { BatchVerdict } from '../../activities/verify-batch.ts';
import type { ModuleKey } from '../../src/domain/ids.ts';
import { activities } from '../proxies.ts';
import type { LineMember } from './merge-line.ts';
import type { QueueRun } from './queue-run.ts';

export type Probe = {
  /** How many modules of the line are looked at, and how many of those have landed. */
  length: number;
  landed: number;
  /** Who was red at a later commit of the line, and is looked at first. */
  suspects: ModuleKey[];
};

/** Verifies the first modules of a line, at the last of their commits; returns what each came to. */
export async function probeLine(queue: QueueRun, line: LineMember[], probe: Probe): Promise<BatchVerdict[]> {
  const members = line.slice(0, probe.length);
  const [only] = members;
  const last = members.at(-1);
  if (only === undefined || last === undefined) return [];
  const { migration, plan } = queue.input;
  // What was verified already are these very files.
  if (members.length === 1 && only.verified && queue.harmed[only.request.key] === undefined)
    return [{ key: only.request.key, verdict: 'verified', evidence: only.request.evidence }];
  const keys = members.map(({ request }) => request.key);
  const beyond = line.slice(probe.length).map(({ request }) => request.key);
  const suspects = probe.suspects.filter((key) => !beyond.includes(key));
  const others = keys.slice(probe.landed).filter((key) => !suspects.includes(key));
  const { path } = last.request;
  const summary =
    members.length === 1
      ? `verify ${path} again: the branch moved`
      : `verify ${members.length} modules together, up to ${path}`;
  const { verdicts } = await activities().sandbox.verifyBatch.executeWithOptions({ summary: summary.slice(0, 180) }, [
    {
      v: 1,
      migration,
      plan,
      tip: only.from,
      commit: last.to,
      members: members.map(({ request: { key, round, baseline, usage }, from, to }) => ({
        key,
        round,
        baseline,
        from,
        to,
        ...(usage && { usage }),
        ...(queue.harmed[key] && { harmed: queue.harmed[key] }),
      })),
      suspects,
      others,
    },
  ]);
  return verdicts;
}
