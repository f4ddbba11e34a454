import type { Resumed } from '../src/core/context/state-message.ts';
import { estimateTokens } from '../src/core/context/estimate-tokens.ts';
import { openingRoom } from '../src/core/context/opening-room.ts';
import { instructions } from '../src/core/context/instructions.ts';
import type { ConversationItem } from '../src/domain/conversation.ts';
import type { Feedback } from '../src/domain/feedback.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { ModelChoice } from '../src/domain/model-choice.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { Ports } from './ports.ts';
import { extendConversation, readConversation } from './support/conversation.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { shortenTranscript } from './support/shorten-transcript.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';
import { writeOpening, writeState, type ContextWork } from './support/write-context.ts';

export type CompressContextInput = ModuleStep & {
  attempt: number;
  /** The turn that comes next. */
  turn: number;
  /** The how manieth compression of the attempt it is, from 1 on. */
  number: number;
  /** The next request would be nearly as long as the model takes, or the provider has refused it as too long. */
  why: 'threshold' | 'overflow';
  start: CommitId;
  commit: CommitId;
  /** None where the opening alone did not fit. */
  conversation?: BlobRef;
  model: ModelChoice;
  feedback: Feedback;
} & Pick<ContextWork, 'attempts' | 'baseline' | 'examples' | 'rules'>;

export type Compression = {
  conversation: BlobRef;
  /**
   * How the transcript was shortened: by the provider, to the model's summary of it and its newest turns, or to the newest turns and a list of what all of
   * them did.
   */
  how: 'compacted' | 'summary' | 'truncated';
  why: CompressContextInput['why'];
  /** The conversation before, in the blob store. */
  from?: BlobRef;
  /** Tokens of the context, estimated, before and after. */
  before: number;
  after: number;
  /** Turns whose words are still there, and turns that are told of alone. */
  turns: { kept: number; dropped: number };
  /** Why a better way could not be gone, in words. */
  problems: string[];
  /** The request of the compaction or the summary, and what it cost. */
  request?: BlobRef;
  usage: Usage;
  /** Earlier calls of the very same that were under way when a worker died; charged, too. */
  unknown?: number;
};

/**
 * Shortens a conversation so that it fits the model again. Opening and state (goal, guide, plan, verification, files, attempt, findings, changed
 * paths) are written anew and never shortened; of the transcript, a summary and the newest turns stay. It degrades and never fails: what
 * is there before it is kept in the blob store.
 */
export function compressContext(ports: Pick<Ports, 'blobs' | 'journal' | 'model' | 'records' | 'store'>) {
  return (input: CompressContextInput): Promise<Compression> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const place = `round-${input.round}/attempt-${input.attempt}/turn-${input.turn}/compression-${input.number}`;
      return once(ports.records, input.migration, `modules/${module.key}/${place}`, async () => {
        const items = await readConversation(ports.blobs, input.conversation);
        const work = { ...input, plan, module };
        const { carried, ...short } = await shortenTranscript(ports, work, items, signal);
        // Where the provider refuses again, or refused an opening without a transcript, the opening shows fewer files.
        const isBare = short.turns.kept + short.turns.dropped === 0;
        const halvings = input.why === 'threshold' ? 0 : input.number - (isBare ? 0 : 1);
        const opening = await writeOpening(ports, work, openingRoom(input.model.inputLimit, halvings));
        const resumed: Resumed | undefined = items.length > 0 ? 'compressed' : undefined;
        const context: ConversationItem[] = [opening, ...(await stateBefore(ports, work, resumed)), ...carried];
        return {
          ...short,
          conversation: await extendConversation(ports.blobs, undefined, context),
          why: input.why,
          ...(input.conversation !== undefined && { from: input.conversation }),
          before: estimateTokens(items) + estimateTokens(instructions),
          after: estimateTokens(context) + estimateTokens(instructions),
        };
      });
    });
}

/** An attempt's first turn brings its own. */
async function stateBefore(
  ports: Pick<Ports, 'blobs' | 'store'>,
  work: Parameters<typeof writeState>[1] & { turn: number },
  resumed: Resumed | undefined,
): Promise<ConversationItem[]> {
  return work.turn === 1 ? [] : [await writeState(ports, work, resumed)];
}
