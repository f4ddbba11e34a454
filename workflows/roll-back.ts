import { CancellationScope, isCancellation, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { PlannedRollback } from '../activities/plan-rollback.ts';
import { checkWords } from '../src/core/final/check-words.ts';
import { describeRollback } from '../src/core/rollback/describe-rollback.ts';
import type { Channel } from '../src/domain/decision.ts';
import type { MigrationId, ModuleKey } from '../src/domain/ids.ts';
import type { Rollback, RollbackState } from '../src/domain/rollback.ts';
import { describeError } from './describe-error.ts';
import { rollbackQuery } from './messages.ts';
import { activities } from './proxies.ts';

export type RollBackInput = {
  v: 1;
  migration: MigrationId;
  modules: ModuleKey[];
  /** Whether what depends on them goes, too; without it, a rollback that would take more than was named is refused. */
  dependants: boolean;
  /** True: what would go is found and shown, and nothing is done. */
  preview: boolean;
  actor: string;
  channel: Channel;
  reason: string;
};

/**
 * Takes merged modules of a migration that has ended back: the inverse commits in reverse order, each verified by what its module was, then
 * the whole branch as it is afterwards. Nothing is moved before all of it is green.
 */
export async function rollBack(input: RollBackInput): Promise<Rollback> {
  const rollback = begin(input);
  const enter = (state: RollbackState, problem?: string) => {
    rollback.state = state;
    if (problem !== undefined) rollback.problem = problem;
    setCurrentDetails(describeRollback(rollback));
  };
  setHandler(rollbackQuery, () => rollback, { description: 'What is rolled back, and how far that is.' });
  enter('planning');
  try {
    await toTheEnd(input, rollback, enter);
  } catch (error) {
    enter('failed', isCancellation(error) ? 'it was cancelled' : describeError(error));
  }
  await CancellationScope.nonCancellable(() =>
    activities().light.recordRollback.executeWithOptions({ summary: rollback.state }, [
      { v: 1, migration: input.migration, rollback },
    ]),
  );
  return rollback;
}

type Planned = Extract<PlannedRollback, { kind: 'planned' }>;
type Enter = (state: RollbackState, problem?: string) => void;

async function toTheEnd(input: RollBackInput, rollback: Rollback, enter: Enter): Promise<void> {
  const { migration, modules, actor, reason } = input;
  const { remote, sandbox } = activities();
  const planned = await sandbox.planRollback.executeWithOptions({ summary: 'what has to go' }, [
    { v: 1, migration, modules, actor, reason, date: Math.floor(rollback.at / 1000) },
  ]);
  if (planned.kind === 'refused') return enter('refused', planned.why);
  const { entries, from, tip, document } = planned;
  Object.assign(rollback, { entries, from, tip, document });
  if (input.preview) return enter('previewed');
  const more = entries.filter(({ asked }) => !asked);
  if (more.length > 0 && !input.dependants) {
    const named = more.slice(0, 5).map(({ path, reason: why }) => `${path} (${why})`);
    const rest = more.length > named.length ? ` and ${more.length - named.length} more` : '';
    return enter('refused', `more would have to go, too: ${named.join(', ')}${rest}; say that dependants go, too`);
  }
  enter('verifying');
  await verify(input, rollback, planned, enter);
  const [red] = rollback.red;
  if (red !== undefined)
    return enter('refused', `${checkWords(red)} is red without them: ${red.findings[0] ?? 'see its evidence'}`);
  enter('delivering');
  if (planned.delivered) {
    const delivered = await remote.deliverBranch.executeWithOptions({ summary: 'deliver the branch' }, [
      { v: 1, migration, plan: planned.plan, commit: tip },
    ]);
    rollback.branch = delivered.branch;
  }
  enter('rolled-back');
}

/** The inverse commits one after the other, up to the first that is red; then the whole, some steps side by side. */
async function verify({ migration }: RollBackInput, rollback: Rollback, planned: Planned, enter: Enter): Promise<void> {
  const { plan, document, single, whole, concurrency } = planned;
  // A fresh environment, as in the final verification: what proves a rollback must not come from before.
  const salt = `rollback-${rollback.id}`;
  const run = async (step: number, summary: string) => {
    const verdict = await activities().sandbox.verifyRollback.executeWithOptions({ summary: summary.slice(0, 180) }, [
      { v: 1, migration, plan, document, step, salt },
    ]);
    rollback.checks += verdict.checks;
    rollback.red.push(...verdict.red);
    enter('verifying');
  };
  for (const [step, summary] of single.entries()) {
    await run(step, summary);
    if (rollback.red.length > 0) return;
  }
  const waiting = [...whole.entries()];
  const oneAfterAnother = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await run(single.length + next[0], next[1]);
  };
  await Promise.all(Array.from({ length: concurrency }, oneAfterAnother));
}

function begin({ modules, actor, channel, reason }: RollBackInput): Rollback {
  const { firstExecutionRunId: id, startTime } = workflowInfo();
  return {
    v: 1,
    id,
    state: 'planning',
    actor,
    channel,
    reason,
    at: startTime.getTime(),
    modules,
    entries: [],
    checks: 0,
    red: [],
  };
}
