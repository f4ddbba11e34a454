import { conversationBlocks } from '../../src/core/context/conversation-blocks.ts';
import { estimateTokens } from '../../src/core/context/estimate-tokens.ts';
import { newestTurns } from '../../src/core/context/newest-turns.ts';
import { summaryRequest } from '../../src/core/context/summary-request.ts';
import { contentText } from '../../src/core/conversation/content-text.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Usage } from '../../src/domain/usage.ts';
import type { CompressContextInput } from '../compress-context.ts';
import type { Ports } from '../ports.ts';
import { askModel } from './ask-model.ts';
import { requestFor } from './assemble-request.ts';
import { compressionPlace } from './compression-place.ts';
import type { ContextWork } from './write-context.ts';

export type SummaryWork = ContextWork &
  Pick<CompressContextInput, 'migration' | 'round' | 'turn' | 'number' | 'why' | 'model'>;

/** A summary with what it cost; or why there is none, and what that cost. */
type Summary =
  | { text: string; request: BlobRef; usage: Usage; unknown: number }
  | { problem: string; request?: BlobRef; usage?: Usage; unknown?: number };

/** The share of the input limit that a transcript which did not fit is cut to, so that it can be summarized at all. */
const fittingShare = 0.6;
const longest = 40_000;

/**
 * Lets the model summarize its conversation, journaled like each model call. Where the conversation still fits, it is sent as it is: all of it
 * is in the provider's cache and costs a tenth.
 */
export async function summarize(
  ports: Pick<Ports, 'blobs' | 'journal' | 'model'>,
  work: SummaryWork,
  items: ConversationItem[],
  signal: AbortSignal,
): Promise<Summary> {
  const { plan, module, model } = work;
  const asked = [...fitting(items, work), summaryRequest];
  const request = requestFor(plan, module, model, asked);
  const answer = await askModel(
    ports,
    request,
    { place: compressionPlace(work), catalog: plan.file.model.catalog },
    signal,
  );
  if (answer.kind === 'overflow')
    return { problem: `the conversation is too long to be summarized: ${answer.message}` };
  const paid = { request: answer.request, usage: answer.usage, unknown: answer.unknown };
  const text = answer.reply.items
    .filter(({ type }) => type === 'message')
    .map((item) => contentText(item['content']).trim())
    .join('\n')
    .trim();
  return text === ''
    ? { problem: 'the model answered without a summary', ...paid }
    : { text: text.slice(0, longest), ...paid };
}

function fitting(items: ConversationItem[], { why, model }: SummaryWork): ConversationItem[] {
  if (why === 'threshold' && estimateTokens(items) < model.inputLimit) return items;
  const first = conversationBlocks(items)[0]?.[0];
  const opening = first === undefined ? [] : items.slice(0, items.indexOf(first));
  const room = model.inputLimit * fittingShare - estimateTokens(opening);
  return room > 0
    ? [...opening, ...newestTurns(items, room).items]
    : newestTurns(items, model.inputLimit * fittingShare).items;
}
