import { createHash } from 'node:crypto';
import { findModel } from '../../src/core/models/find-model.ts';
import { chargeUnknown } from '../../src/core/money/charge-unknown.ts';
import { microUsd } from '../../src/core/money/price.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Usage } from '../../src/domain/usage.ts';
import type { CompactOutcome, ModelReply } from '../../src/ports/model.ts';
import type { Ports } from '../ports.ts';
import { requestFor } from './assemble-request.ts';
import { compressionPlace } from './compression-place.ts';
import { sendJournaled } from './send-journaled.ts';
import type { SummaryWork } from './summarize.ts';

type Compacted = { items: ConversationItem[]; request: BlobRef; usage: Usage; unknown: number } | { problem: string };

/**
 * Lets the provider compact a conversation, journaled like each model call. What comes back stands for the transcript alone: the messages in
 * it are Drover's own, which are written anew.
 */
export async function compactRemotely(
  ports: Pick<Ports, 'blobs' | 'journal' | 'model'>,
  work: SummaryWork,
  items: ConversationItem[],
  signal: AbortSignal,
): Promise<Compacted> {
  const { plan, module, model } = work;
  const { price, compaction } = findModel(model.name, plan.file.model.catalog).model;
  if (!compaction) return { problem: `the catalog says that ${model.name} has no remote compaction` };
  const request = requestFor(plan, module, model, items);
  const body = ports.model.compactionBody(request);
  const key = `${compressionPlace(work)}/${createHash('sha256').update(body).digest('hex')}`;
  const answer = (await ports.journal.lookUp(key)) ?? (await send(ports, request, key, signal));
  if ('problem' in answer) return answer;
  const unknown = await ports.journal.unknown(key);
  return {
    items: answer.items.filter((item) => item.type !== 'message' || item['role'] === 'assistant'),
    request: await ports.blobs.put(body),
    unknown,
    usage: chargeUnknown({ modelCalls: 1, ...answer.usage, microUsd: microUsd(answer.usage, price) }, unknown),
  };
}

async function send(
  { journal, model }: Pick<Ports, 'journal' | 'model'>,
  request: Parameters<Ports['model']['compact']>[0],
  key: string,
  signal: AbortSignal,
): Promise<ModelReply | { problem: string }> {
  const replyOf = (outcome: CompactOutcome): ModelReply | undefined =>
    outcome.kind === 'compacted' ? { responseId: '', items: outcome.items, usage: outcome.usage } : undefined;
  const outcome = await sendJournaled(journal, key, () => model.compact(request, key, signal, () => {}), { replyOf });
  return (
    replyOf(outcome) ?? {
      problem: `the provider does not compact: ${outcome.kind === 'unsupported' ? outcome.message : ''}`,
    }
  );
}
