import { condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import { groupAnsweredSignal, memberReadySignal, type GroupAnswer } from '../messages.ts';
import { beginModule } from './begin-module.ts';
import type { MigrateModuleInput, ModuleRun } from './module-run.ts';
import type { Candidate, Step } from './step.ts';

type Again = Extract<GroupAnswer, { kind: 'again' }>;
type Landed = Extract<GroupAnswer, { kind: 'landed' }>;

/** Tells its group that a member is ready, and waits for what comes of the group as a whole. */
export async function awaitGroup(
  run: ModuleRun,
  candidate: Candidate,
  group: NonNullable<MigrateModuleInput['group']>,
): Promise<Step> {
  const { key } = run.view;
  const { start, head } = candidate;
  const ready = () => getExternalWorkflowHandle(group.workflowId).signal(memberReadySignal, { v: 1, key, start, head });
  const waits = `It is ready, and waits for the others of its group ${group.name}.`;
  let answer: Again | Landed | undefined;
  let landing = false;
  setHandler(groupAnsweredSignal, (given: unknown) => {
    const said = (given ?? {}) as Partial<GroupAnswer>;
    if (said.kind === 'again' || said.kind === 'landed') answer = said as Again | Landed;
    if (said.kind === 'held') run.enter('verifying', waits);
    if (said.kind === 'over') hearOver(run, given);
    if (said.kind !== 'landing') return;
    run.enter('merging', `Its group ${group.name} lands.`);
    landing = true;
  });
  run.enter('verifying', waits);
  run.view.rests = true;
  await run.tell();
  await ready();
  for (;;) {
    await condition(() => answer !== undefined || landing);
    if (answer !== undefined) break;
    landing = false;
    await ready();
  }
  setHandler(groupAnsweredSignal, (given: unknown) => hearOver(run, given));
  delete run.view.rests;
  return answer.kind === 'landed' ? landed(run, candidate, answer, group.base) : again(run, answer);
}

/** Ends a member of a group that lands nothing, wherever it is. */
export function hearOver(run: ModuleRun, given: unknown): void {
  const { kind, reason } = (given ?? {}) as { kind?: unknown; reason?: unknown };
  if (kind !== 'over' || typeof reason !== 'string') return;
  run.groupOver = reason;
  run.stop?.();
}

function landed(run: ModuleRun, { verdict }: Candidate, answer: Landed, base: string): Step {
  const { commit, start, head, approvedBy } = answer;
  const state = start === head ? 'unchanged' : run.input.adopt ? 'adopted' : 'merged';
  const { evidence, tests } = verdict;
  const more = { evidence, tests, start, head, measuredAt: base };
  return {
    kind: 'ended',
    result: run.end(
      state,
      state === 'unchanged' ? { ...more, reason: 'its group needed no change of it' } : { ...more, commit, approvedBy },
    ),
  };
}

async function again(run: ModuleRun, { feedback, begin, start, head }: Again): Promise<Step> {
  if (run.input.adopt) {
    const reason = `the adopted commit does not fit its group (${feedback.kind})`;
    return { kind: 'ended', result: run.end('unresolved', { reason }) };
  }
  run.refused(
    feedback.kind === 'conflict'
      ? `it conflicts with its group in ${feedback.paths.join(', ')}`
      : feedback.kind === 'rejected'
        ? `a person rejected its group: ${feedback.reason}`
        : 'its group is red, which points at it',
  );
  if (begin !== undefined) return beginModule(run, begin, feedback);
  if (start !== undefined && head !== undefined) Object.assign(run.view, { start, head });
  return { kind: 'attempt', feedback };
}
