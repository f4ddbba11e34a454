import { createHash } from 'node:crypto';
import { contentText } from '../src/core/conversation/content-text.ts';
import { toolCalls } from '../src/core/conversation/tool-calls.ts';
import { findModel } from '../src/core/models/catalog.ts';
import { microUsd } from '../src/core/money/price.ts';
import type { ConversationItem, ToolCall } from '../src/domain/conversation.ts';
import type { Feedback } from '../src/domain/feedback.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { ModelOutcome } from '../src/ports/model.ts';
import type { Ports } from './ports.ts';
import { assembleRequest } from './support/assemble-request.ts';
import { extendConversation } from './support/conversation.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type CallModelInput = ModuleStep & {
  attempt: number;
  turn: number;
  /** The commit that the module started from, and the one that it has reached. */
  start: CommitId;
  commit: CommitId;
  /** The conversation so far; none at the module's first turn, or when it was dropped because it no longer fitted. */
  conversation?: BlobRef;
  shortened: boolean;
  /** Why the attempt began. */
  feedback: Feedback;
};
export type ModelTurn =
  | {
      kind: 'reply';
      conversation: BlobRef;
      reply: BlobRef;
      calls: number;
      said: string;
      incomplete?: string;
      usage: Usage;
      recorded: boolean;
    }
  | { kind: 'overflow' };

const saidCharacters = 200;

/** Makes one model call, unless the journal already holds its reply. */
export function callModel(ports: Pick<Ports, 'blobs' | 'journal' | 'model' | 'records' | 'store'>) {
  return (input: CallModelInput): Promise<ModelTurn> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const { request, added } = await assembleRequest(ports, plan, module, input);
      const hash = createHash('sha256').update(ports.model.body(request)).digest('hex');
      const place = `${module.key}/round-${input.round}/attempt-${input.attempt}/turn-${input.turn}`;
      const { outcome, recorded } = await ask(ports, request, `${input.migration}/${place}/${hash}`, signal);
      if (outcome.kind === 'overflow') return { kind: 'overflow' };
      const { items, usage, incomplete } = outcome.reply;
      const asked = toolCalls(items);
      const { price } = findModel(request.model).model;
      const turn: ModelTurn = {
        kind: 'reply',
        conversation: await extendConversation(ports.blobs, input.conversation, [...added, ...items]),
        reply: await ports.blobs.put(JSON.stringify(items)),
        calls: asked.length,
        said: describe(items, asked),
        ...(incomplete !== undefined && { incomplete }),
        usage: { modelCalls: 1, ...usage, microUsd: microUsd(usage, price) },
        recorded,
      };
      const body = await ports.blobs.put(ports.model.body(request));
      await ports.records.write(input.migration, `modules/${place}/model`, {
        v: 1,
        step: 'model',
        request: body,
        ...turn,
      });
      return turn;
    });
}

async function ask(
  ports: Pick<Ports, 'journal' | 'model'>,
  request: Parameters<Ports['model']['respond']>[0],
  key: string,
  signal: AbortSignal,
): Promise<{ outcome: ModelOutcome; recorded: boolean }> {
  const known = await ports.journal.lookUp(key);
  if (known !== undefined) return { outcome: { kind: 'reply', reply: known }, recorded: true };
  await ports.journal.intend(key);
  const outcome = await ports.model.respond(request, key, signal, () => {});
  // A reply that was cut off is paid for like any other. An overflow was refused before anything was computed.
  if (outcome.kind !== 'overflow') await ports.journal.record(key, outcome.reply);
  return { outcome, recorded: false };
}

function describe(items: ConversationItem[], calls: ToolCall[]): string {
  if (calls.length > 0) {
    return calls
      .map((call) =>
        call.tool === 'shell'
          ? `shell: ${call.command}`
          : call.tool === 'unknown'
            ? `unknown tool ${call.name}`
            : call.tool,
      )
      .join('; ')
      .slice(0, saidCharacters);
  }
  const texts = items.filter((item) => item.type === 'message').map((item) => contentText(item['content']));
  return texts.join(' ').slice(0, saidCharacters);
}
