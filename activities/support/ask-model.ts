import { createHash } from 'node:crypto';
import { CancelledFailure } from '@temporalio/common';
import { findModel } from '../../src/core/models/find-model.ts';
import { chargeUnknown } from '../../src/core/money/charge-unknown.ts';
import { microUsd } from '../../src/core/money/price.ts';
import type { ModelCatalog } from '../../src/domain/model-catalog.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Usage } from '../../src/domain/usage.ts';
import type { ModelOutcome, ModelReply, ModelRequest, Resume } from '../../src/ports/model.ts';
import type { Ports } from '../ports.ts';
import { sendJournaled } from './send-journaled.ts';

/**
 * What came of asking: a reply with what it cost, or that the request does not fit. `request` is the address of the
 * body as it is sent; `unknown` counts earlier calls of the very same whose end nobody knows: they are charged as if they had been answered, too.
 */
export type Asked =
  | { kind: 'reply'; reply: ModelReply; usage: Usage; recorded: boolean; request: BlobRef; unknown: number }
  | { kind: 'overflow'; message: string };

/** Where in a migration the model is asked (MIGRATION/MODULE/ROUND/ATTEMPT/TURN), and the user's own rows and prices. */
export type AskedFor = { place: string; catalog: ModelCatalog | undefined };

/**
 * Asks the model once, unless the journal already holds its reply: looked up before it is sent, recorded before it is returned.
 */
export async function askModel(
  ports: Pick<Ports, 'blobs' | 'journal' | 'model'>,
  request: ModelRequest,
  { place, catalog }: AskedFor,
  signal: AbortSignal,
): Promise<Asked> {
  const body = ports.model.body(request);
  const key = `${place}/${createHash('sha256').update(body).digest('hex')}`;
  const known = await ports.journal.lookUp(key);
  const outcome: ModelOutcome =
    known === undefined ? await send(ports, request, key, signal) : { kind: 'reply', reply: known };
  if (outcome.kind === 'overflow') return outcome;
  const { reply } = outcome;
  const unknown = await ports.journal.unknown(key);
  const { price } = findModel(request.model, catalog).model;
  return {
    kind: 'reply',
    reply,
    usage: chargeUnknown({ modelCalls: 1, ...reply.usage, microUsd: microUsd(reply.usage, price) }, unknown),
    unknown,
    recorded: known !== undefined,
    request: await ports.blobs.put(body),
  };
}

async function send(
  { journal, model }: Pick<Ports, 'journal' | 'model'>,
  request: ModelRequest,
  key: string,
  signal: AbortSignal,
): Promise<ModelOutcome> {
  const resume = await resumption(journal, key, request);
  const respond = () => model.respond(request, key, signal, () => {}, resume);
  const replyOf = (outcome: ModelOutcome) => (outcome.kind === 'reply' ? outcome.reply : undefined);
  try {
    return await sendJournaled(journal, key, respond, {
      replyOf,
      // A reply that is being made needs no second sending, so it is no second intent; and where a call of it fails, it is still being made.
      isResumed: resume?.responseId !== undefined,
      goesOn: resume !== undefined,
    });
  } catch (error) {
    const responseId = resume && wasCancelled(signal) ? await journal.begun(key) : undefined;
    if (responseId !== undefined) await model.cancel(responseId);
    throw error;
  }
}

async function resumption(journal: Ports['journal'], key: string, request: ModelRequest): Promise<Resume | undefined> {
  if (request.background !== true) return undefined;
  const responseId = await journal.begun(key);
  return {
    ...(responseId !== undefined && { responseId }),
    began: (id) => journal.begin(key, id),
    resent: async () => void (await journal.intend(key)),
  };
}

/** Not by a worker that stops or is late: another one goes on with the reply then. */
function wasCancelled({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof CancelledFailure && reason.message === 'CANCELLED';
}
