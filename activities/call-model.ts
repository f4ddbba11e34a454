import { contentText } from '../src/core/conversation/content-text.ts';
import { toolCalls } from '../src/core/conversation/tool-calls.ts';
import type { ConversationItem, ToolCall } from '../src/domain/conversation.ts';
import type { Feedback } from '../src/domain/feedback.ts';
import type { Resumed } from '../src/core/context/state-message.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { ModelChoice } from '../src/domain/model-choice.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { Ports } from './ports.ts';
import { askModel } from './support/ask-model.ts';
import { assembleRequest } from './support/assemble-request.ts';
import { extendConversation } from './support/conversation.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';
import type { ContextWork } from './support/write-context.ts';

export type CallModelInput = ModuleStep & {
  attempt: number;
  turn: number;
  /** The commit that the module started from, and the one that it has reached. */
  start: CommitId;
  commit: CommitId;
  /** The conversation so far; none at the module's first turn, or when it was dropped because it no longer fitted. */
  conversation?: BlobRef;
  /** Why there is none though the module has been worked on: it did not fit any more, or another model led it. */
  resumed?: Resumed;
  model: Pick<ModelChoice, 'name' | 'effort'>;
  /** Why the attempt began. */
  feedback: Feedback;
} & Pick<ContextWork, 'attempts' | 'baseline' | 'examples' | 'groupBase' | 'rules'>;
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
      /** Earlier calls of the very same that were under way when a worker died: nobody knows their end, and `usage` charges them, too. */
      unknown?: number;
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
      const place = `${module.key}/round-${input.round}/attempt-${input.attempt}/turn-${input.turn}`;
      const { catalog } = plan.file.model;
      const asked = await askModel(ports, request, { place: `${input.migration}/${place}`, catalog }, signal);
      if (asked.kind === 'overflow') return { kind: 'overflow' };
      const { items, incomplete } = asked.reply;
      const calls = toolCalls(items);
      const turn: ModelTurn = {
        kind: 'reply',
        conversation: await extendConversation(ports.blobs, input.conversation, [...added, ...items]),
        reply: await ports.blobs.put(JSON.stringify(items)),
        calls: calls.length,
        said: describe(items, calls),
        ...(incomplete !== undefined && { incomplete }),
        usage: asked.usage,
        recorded: asked.recorded,
        ...(asked.unknown > 0 && { unknown: asked.unknown }),
      };
      await ports.records.write(input.migration, `modules/${place}/model`, {
        v: 1,
        step: 'model',
        request: asked.request,
        model: request.model,
        effort: request.effort,
        ...turn,
      });
      return turn;
    });
}

function describe(items: ConversationItem[], calls: ToolCall[]): string {
  if (calls.length > 0) {
    return calls
      .map((call) =>
        call.tool === 'shell'
          ? `shell: ${call.commands.join(' && ')}`
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
