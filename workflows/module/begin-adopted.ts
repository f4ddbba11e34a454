import type { CommitId } from '../../src/domain/ids.ts';
import { activities } from '../proxies.ts';
import type { ModuleRun } from './module-run.ts';
import type { Step } from './step.ts';
import { verify } from './verify.ts';

/** Takes a person's commit for the module's change, and verifies it like any other; no recipe runs, and no model is asked. */
export async function beginAdopted(
  run: ModuleRun,
  start: CommitId,
  { commit, actor }: { commit: string; actor: string },
): Promise<Step> {
  await run.gate();
  run.enter('recipe', `The commit ${commit} is adopted, as ${actor} wants.`);
  const adopted = await activities().remote.adoptCommit.executeWithOptions(
    { summary: `adopt ${commit}`.slice(0, 180) },
    [{ ...run.step, start, commit, actor, date: Math.floor(Date.now() / 1000) }],
  );
  const end = (reason: string, more = {}): Step => ({
    kind: 'ended',
    result: run.end('unresolved', { reason, ...more }),
  });
  if (adopted.problem !== undefined) return end(`the commit ${commit} was not adopted: ${adopted.problem}`);
  run.view.head = adopted.commit;
  const verdict = await verify(run, 'adopt');
  if (verdict.verdict === 'verified') return { kind: 'candidate', candidate: { start, head: adopted.commit, verdict } };
  run.refused(verdict.findings.join(' '));
  const { evidence, tests, findings } = verdict;
  return end(`the commit ${commit} was not adopted: ${findings[0] ?? 'it was refused'}`, { evidence, tests });
}
