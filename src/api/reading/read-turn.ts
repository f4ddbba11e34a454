import { isDeepStrictEqual } from 'node:util';
import { toolCalls } from '../../core/conversation/tool-calls.ts';
import { contentText } from '../../core/conversation/content-text.ts';
import type { ConversationItem } from '../../domain/conversation.ts';
import { Failure } from '../../domain/failure.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { TurnResource } from '../resources/turn-resource.ts';
import { describeCall } from '../views/describe-items.ts';
import type { StepRecord } from '../views/step-record.ts';
import { readJsonBlob } from './read-json-blob.ts';

/** Which turn; without a round, of the newest one. */
export type TurnPlace = { round?: number | undefined; attempt: number; turn: number };

type ModelStep = Extract<StepRecord, { kind: 'model' }>;
type Body = NonNullable<TurnResource['request']>['body'];

/** Reads a turn from a module's step records. Throws `NotFound` with the turns that there are, and `Broken` when a blob of it is gone. */
export async function readTurn(blobs: Blobs, steps: StepRecord[], place: TurnPlace): Promise<TurnResource> {
  const round = place.round ?? Math.max(1, ...steps.map((step) => step.round));
  const turns = steps.filter((step): step is ModelStep => step.kind === 'model' && step.round === round);
  const found = turns.find(({ attempt, turn }) => attempt === place.attempt && turn === place.turn);
  if (found === undefined) throw new Failure('NotFound', noSuchTurn(turns, round, place));
  const { attempt, turn, result } = found;
  const items = await readJsonBlob<ConversationItem[]>(blobs, result.reply);
  const tools = steps.find(
    (step) => step.kind === 'tools' && step.round === round && step.attempt === attempt && step.turn === turn,
  );
  const outputs = tools?.kind === 'tools' ? await readOutputs(blobs, tools.result.conversation) : [];
  const before = turns[turns.indexOf(found) - 1];
  return {
    round,
    attempt,
    turn,
    ...(result.request !== undefined && { request: await readRequest(blobs, result.request, before) }),
    reply: { digest: result.reply, items },
    calls: toolCalls(items).map((call) => {
      const output = outputs.find((item) => item['call_id'] === call.callId);
      return {
        tool: call.tool === 'unknown' ? call.name : call.tool,
        callId: call.callId,
        input: describeCall(call),
        ...(output && { output: contentText(output['output']) }),
      };
    }),
    ...(tools?.kind === 'tools' && { commit: tools.result.commit }),
    recorded: result.recorded,
    ...(result.incomplete !== undefined && { incomplete: result.incomplete }),
    usage: result.usage,
  };
}

function noSuchTurn(turns: ModelStep[], round: number, { attempt, turn }: TurnPlace): string {
  const there = turns.map((step) => `${step.attempt}/${step.turn}`);
  const known =
    there.length === 0
      ? 'The model has not answered in it yet.'
      : `Attempt and turn may be ${there.slice(0, 50).join(', ')}${there.length > 50 ? ` and ${there.length - 50} more` : ''}.`;
  return `There is no attempt ${attempt}, turn ${turn} in round ${round}. ${known}`;
}

/** A turn adds its tools' outputs as the conversation's last part. */
async function readOutputs(blobs: Blobs, conversation: string): Promise<ConversationItem[]> {
  const { parts } = await readJsonBlob<{ parts: string[] }>(blobs, conversation);
  const last = parts.at(-1);
  return last === undefined ? [] : readJsonBlob<ConversationItem[]>(blobs, last);
}

async function readRequest(
  blobs: Blobs,
  digest: string,
  before: ModelStep | undefined,
): Promise<NonNullable<TurnResource['request']>> {
  const bytes = await blobs.get(digest);
  const body = JSON.parse(new TextDecoder().decode(bytes)) as Body;
  const earlier = before === undefined ? [] : await exchanged(blobs, before);
  const differs = body.input.findIndex((item, index) => !isDeepStrictEqual(item, earlier[index]));
  return { digest, bytes: bytes.length, known: differs === -1 ? body.input.length : differs, body };
}

/** What was said up to the end of a turn's reply; nothing where it can't be read any more, so that all counts as new. */
async function exchanged(blobs: Blobs, { result: { request, reply } }: ModelStep): Promise<unknown[]> {
  if (request === undefined) return [];
  try {
    const [{ input }, items] = await Promise.all([
      readJsonBlob<Body>(blobs, request),
      readJsonBlob<ConversationItem[]>(blobs, reply),
    ]);
    return [...input, ...items];
  } catch {
    return [];
  }
}
