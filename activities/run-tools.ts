import { estimateTokens } from '../src/core/context/estimate-tokens.ts';
import { message } from '../src/core/context/message.ts';
import { isNews } from '../src/core/conversation/is-news.ts';
import { toolCalls, toolOutput } from '../src/core/conversation/tool-calls.ts';
import type { ConversationItem } from '../src/domain/conversation.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { advanceModule } from './support/advance-module.ts';
import { applyPatchCall } from './support/apply-patch-call.ts';
import { extendConversation, readConversation } from './support/conversation.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { readJson } from './support/read-json.ts';
import { runShellCall } from './support/run-shell-call.ts';
import type { ToolOutcome, ToolWork } from './support/tool-work.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type RunToolsInput = ModuleStep & {
  attempt: number;
  turn: number;
  start: CommitId;
  commit: CommitId;
  conversation: BlobRef;
  reply: BlobRef;
  /** Why the reply was cut off, when it was: the model is told so. */
  incomplete?: string;
  date: number;
};
export type ToolsResult = {
  commit: CommitId;
  conversation: BlobRef;
  /** What each call did, a few words each. */
  did: string[];
  /** About how many tokens their outputs add to the conversation. */
  tokens: number;
  /** True when the calls changed nothing and said nothing that the conversation did not have already. */
  fruitless: boolean;
};

/** Runs a reply's tool calls in their order, each from commit to commit, and adds their outputs to the conversation. */
export function runTools(ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>) {
  return (input: RunToolsInput): Promise<ToolsResult> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const lease = await ports.store.takeLease(input.migration, `modules/${module.key}`);
      const place = `round-${input.round}/attempt-${input.attempt}/turn-${input.turn}`;
      const result = await once(ports.records, input.migration, `modules/${module.key}/${place}/tools`, async () => {
        const items: ConversationItem[] = [];
        const did: string[] = [];
        const before = await readConversation(ports.blobs, input.conversation);
        let hasNews = false;
        let commit = input.commit;
        const calls = toolCalls(await readJson<ConversationItem[]>(ports.blobs, input.reply));
        for (const [index, call] of calls.entries()) {
          const work: ToolWork = {
            plan,
            module,
            start: input.start,
            commit,
            step: `${place}/call-${index + 1}`,
            date: input.date,
          };
          const outcome = await runCall(ports, work, call, signal);
          hasNews ||= call.tool === 'shell' && isNews([...before, ...items], outcome.text);
          commit = outcome.commit;
          did.push(outcome.did);
          items.push(toolOutput(call, outcome.text));
        }
        if (input.incomplete !== undefined)
          items.push(message(`Your last answer was cut off (${input.incomplete}). Go on from there.`));
        const conversation = await extendConversation(ports.blobs, input.conversation, items);
        const tokens = estimateTokens(items);
        return { commit, did, conversation, tokens, fruitless: commit === input.commit && !hasNews };
      });
      await advanceModule(ports.store, lease, module.key, result.commit);
      return result;
    });
}

async function runCall(
  ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>,
  work: ToolWork,
  call: ReturnType<typeof toolCalls>[number],
  signal: AbortSignal,
): Promise<ToolOutcome> {
  switch (call.tool) {
    case 'shell':
      return runShellCall(ports, work, call, signal);
    case 'apply_patch':
      return applyPatchCall(ports, work, call.patch);
    case 'unknown':
      return { commit: work.commit, did: `${call.name}: refused`, text: `refused: ${call.problem}` };
    default:
      return call satisfies never;
  }
}
