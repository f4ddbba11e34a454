import { noteUnknown } from './note-unknown.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { ModelTurn } from '../../activities/call-model.ts';
import { activities } from '../proxies.ts';
import { afford } from './afford.ts';
import { around } from './around.ts';
import { commits } from './commits.ts';
import { compressInTime, compressOverflow, type Compressions } from './compress.ts';
import { escalate, modelNow, noteModel } from './escalate.ts';
import type { ModuleRun } from './module-run.ts';

/** After so many turns in a row that changed nothing and found nothing out, it goes on with more effort or another model. */
const patienceTurns = 2;

/** Takes turns until the model says that it is done, or no more may be taken. `stuck`: no model that the module may have gets further. */
export async function takeTurns(run: ModuleRun, feedback: Feedback): Promise<{ stuck: boolean }> {
  const { view, input } = run;
  const compressions: Compressions = { count: 0, answered: false };
  let fruitless = 0;
  for (let turn = 1; turn <= input.budget.turns; turn += 1) {
    await run.gate();
    // What was paid for is verified all the same.
    if ((await afford(run, 'turn')) !== undefined) return { stuck: false };
    await compressInTime(run, feedback, turn, compressions);
    let reply = await askModel(run, feedback, turn);
    while (reply.kind === 'overflow') {
      if (!(await compressOverflow(run, feedback, turn, compressions))) return { stuck: false };
      reply = await askModel(run, feedback, turn);
    }
    compressions.answered = true;
    view.turns += 1;
    run.charge(reply.usage);
    noteUnknown(run, turn, reply.unknown);
    run.conversation = reply.conversation;
    run.contextTokens = reply.usage.inputTokens + reply.usage.outputTokens;
    run.resumed = undefined;
    run.enter('attempting', `attempt ${view.attempt}, turn ${turn}: ${reply.said}`);
    if (reply.calls === 0 && reply.incomplete === undefined) return { stuck: false };
    fruitless = (await runTools(run, reply, turn)) ? 0 : fruitless + 1;
    if (fruitless < patienceTurns) continue;
    if (!escalate(run)) return { stuck: true };
    fruitless = 0;
    if (turn < input.budget.turns) noteModel(run, turn + 1);
  }
  return { stuck: false };
}

type Reply = Extract<ModelTurn, { kind: 'reply' }>;

function askModel(run: ModuleRun, feedback: Feedback, turn: number): Promise<ModelTurn> {
  const { attempt } = run.view;
  const { name, effort } = modelNow(run);
  const summary = `attempt ${attempt}, turn ${turn}: model, effort ${effort}`;
  return activities().model.callModel.executeWithOptions({ summary }, [
    {
      ...run.step,
      attempt,
      attempts: run.input.budget.attempts,
      turn,
      ...commits(run),
      model: { name, effort },
      ...(run.conversation !== undefined && { conversation: run.conversation }),
      ...(run.resumed !== undefined && { resumed: run.resumed }),
      feedback,
      ...(run.input.group && { groupBase: run.input.group.base }),
      ...(run.conversation === undefined && around(run)),
    },
  ]);
}

/** Carries out what a reply asks for; false when that changed nothing and found nothing out. */
async function runTools(run: ModuleRun, reply: Reply, turn: number): Promise<boolean> {
  const { attempt } = run.view;
  const summary = `attempt ${attempt}, turn ${turn}: ${reply.said.slice(0, 100)}`;
  const tools = await activities().sandbox.runTools.executeWithOptions({ summary }, [
    {
      ...run.step,
      attempt,
      turn,
      ...commits(run),
      conversation: reply.conversation,
      reply: reply.reply,
      ...(reply.incomplete !== undefined && { incomplete: reply.incomplete }),
      date: Math.floor(Date.now() / 1000),
    },
  ]);
  run.conversation = tools.conversation;
  run.contextTokens += tools.tokens;
  run.view.head = tools.commit;
  return !tools.fruitless;
}
