import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Decision } from '../../src/domain/decision.ts';
import { mark } from '../mark.ts';
import { waveDecidedSignal } from '../messages.ts';
import { waitForPerson } from '../wait-for-person.ts';
import type { MigrationRun } from './migration-run.ts';
import { waveNow } from './wave-now.ts';

/** So many modules are told at a time, so that the history can be continued as new in between. */
const toldAtOnce = 50;

/** Shows that a wave waits for a person as a whole, as soon as it does; or that it does not, or no longer. */
export function awaitWave(run: MigrationRun, canBegin: boolean): void {
  const { state, input } = run;
  if (input.file.approve.merge !== 'wave' || input.mode !== 'migrate') return;
  const now = waveNow(run, canBegin);
  if (now === undefined) return endWait(run);
  const { wave } = now;
  if (state.awaitsWave?.wave !== wave) {
    state.awaitsWave = { ...now, since: Date.now(), reminders: 0 };
    mark({ DroverPhase: 'awaiting-wave-approval' });
    run.show();
  }
  if (run.waveReminded !== wave) void remind(run, wave).catch(() => {});
}

/** Takes a decision on the wave that waits; its modules hear it from the sweep. Without a decision, nobody made one in time. */
export function decideWave(run: MigrationRun, decision?: Decision): void {
  const { state } = run;
  const groups = new Map(state.groups.map(({ key, workflowId }) => [key, workflowId]));
  const running = new Map(state.running.map(({ key, workflowId }) => [key, workflowId]));
  state.waveAnswers = state.awaiting.flatMap(({ key, awaits }) => {
    const workflowId = groups.get(key) ?? running.get(key);
    if (workflowId === undefined || awaits === undefined) return [];
    const { head, evidence } = awaits;
    return [{ workflowId, answer: { v: 1 as const, head, evidence, ...(decision && { decision }) } }];
  });
  // They no longer wait, though they may not know it yet.
  state.awaiting = [];
  endWait(run);
  run.changes += 1;
}

/** Tells some modules what was decided on their wave; false when all have been told. */
export async function tellWave({ state }: MigrationRun): Promise<boolean> {
  const { waveAnswers: left } = state;
  if (left === undefined) return false;
  await Promise.all(left.slice(0, toldAtOnce).map(tell));
  if (left.length > toldAtOnce) state.waveAnswers = left.slice(toldAtOnce);
  else delete state.waveAnswers;
  return true;
}

async function tell({ workflowId, answer }: NonNullable<MigrationRun['state']['waveAnswers']>[number]): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(waveDecidedSignal, answer);
  } catch {
    // It has ended, and has said how.
  }
}

function endWait(run: MigrationRun): void {
  const { state } = run;
  if (state.awaitsWave === undefined) return;
  delete state.awaitsWave;
  mark({ DroverPhase: state.phase });
  run.show();
}

/** Reminds people of the wave, and ends the wait for it, as the migration file says. A cancelled migration waits no more. */
async function remind(run: MigrationRun, wave: string): Promise<void> {
  const { state, input } = run;
  const { remind: every, expire } = input.file.approve;
  run.waveReminded = wave;
  const decided = await waitForPerson({
    what: `a wave of ${input.migration}`,
    since: state.awaitsWave?.since ?? Date.now(),
    ...(every !== undefined && { remind: every }),
    ...(expire !== undefined && { expire }),
    isDecided: () => state.awaitsWave?.wave !== wave,
    async onReminder() {
      if (state.awaitsWave !== undefined) state.awaitsWave.reminders += 1;
      run.show();
    },
  });
  if (run.waveReminded === wave) run.waveReminded = undefined;
  if (!decided) decideWave(run);
}
