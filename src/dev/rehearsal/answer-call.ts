import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCheckInstructions } from '../../core/models/start-check.ts';
import { findModel } from '../../core/models/find-model.ts';
import { ApiError } from './api-error.ts';
import type { BackgroundResponses } from './background-responses.ts';
import type { Brain, BrainAnswer } from './brain.ts';
import { composeResponse } from './compose-response.ts';
import { deliveryOf, type Delivery } from './delivery.ts';
import type { FailureQueue } from './failure-queue.ts';
import { startCheckAnswer } from './start-check-answer.ts';
import { reviewAnswer } from './review-answer.ts';
import { withForcedCall } from './forced-call.ts';
import { moduleOf } from './module-of.ts';
import { overflowError, plannedError } from './planned-error.ts';
import { promptTokens, type PromptCache } from './prompt-cache.ts';
import { asTaken, withoutSkipped, type ProviderTraits } from './provider-traits.ts';
import { readRequest } from './read-request.ts';
import type { RehearsalCall } from './rehearsal-call.ts';
import type { ResponsesRequest } from './responses-request.ts';

/** What the server's calls share. */
export type RehearsalState = {
  brain: Brain;
  latencyMs: number;
  failures: FailureQueue;
  cache: PromptCache;
  calls: RehearsalCall[];
  traits: ProviderTraits;
  /** The answers that are made in the background, and kept. */
  background: BackgroundResponses;
};

/**
 * Answers one POST /v1/responses and notes in `call` what happened. Throws an `ApiError` for whatever is refused before an answer begins, and an
 * abort error when `gone` (the client has gone away, or the server is closing) ends it.
 */
export async function answerCall(
  state: RehearsalState,
  call: RehearsalCall,
  { raw, authorization }: { raw: Buffer; authorization: string | undefined },
  out: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  const asked = readRequest(raw);
  // A check of the connection is no work: it waits for nothing, and the failures that are asked for are not meant for it.
  const isProbe = asked.instructions === startCheckInstructions;
  if (isProbe) call.probe = true;
  const request = asTaken(asked, state.traits, authorization);
  const module = moduleOf(request.input);
  if (module !== undefined) call.module = module;

  const plan = isProbe ? undefined : state.failures.take(module);
  const refusal = plan === undefined ? undefined : plannedError(plan, request.model);
  if (refusal !== undefined) throw refusal;
  if (plan?.kind === 'header-stall') await forever(gone);
  if (plan?.kind === 'reset') {
    out.socket?.resetAndDestroy();
    await forever(gone);
  }
  if (promptTokens(request) > findModel(request.model).model.inputLimit) throw overflowError();

  const response = composeResponse(request, call.bodyHash, think(state, request), state.cache.read(request), plan);
  call.inputTokens = response.usage?.input_tokens ?? 0;
  call.cachedTokens = response.usage?.input_tokens_details.cached_tokens ?? 0;
  call.outputTokens = response.usage?.output_tokens ?? 0;

  const isStream = request.stream === true;
  if (request.background === true) {
    state.background.keep(response, Date.now() + state.latencyMs);
    call.background = true;
  }
  const delivery = deliveryOf(response, isStream, plan);
  call.status = 200;
  await write(delivery, isStream, isProbe ? 0 : state.latencyMs, out, gone);
  if (delivery.ending === 'stall') await forever(gone);
  // Noted before the end is sent: a client may close as soon as it has read the last event, and then has not gone away early.
  call.answeredAt = Date.now();
  if (delivery.ending === 'reset') out.socket?.resetAndDestroy();
  else out.end();
}

function think({ brain, traits }: RehearsalState, request: ResponsesRequest): BrainAnswer {
  const tools = (request.tools ?? []).flatMap(({ type: kind, name }) =>
    name !== undefined && (kind === 'function' || kind === 'custom') ? [{ name, kind } as const] : [],
  );
  try {
    const asked = { instructions: request.instructions ?? '', items: request.input, tools };
    const answer = startCheckAnswer(asked) ?? reviewAnswer(asked) ?? brain(asked);
    return withForcedCall(withoutSkipped(answer, request, traits), request);
  } catch (error) {
    throw new ApiError(500, `The rehearsal's brain failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A stream begins at once, as real ones do, and the latency comes before its content; a plain answer has all of it before the head. */
async function write(
  { contentType, chunks, ending }: Delivery,
  isStream: boolean,
  latencyMs: number,
  out: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  if (!isStream) await sleep(latencyMs, undefined, { signal: gone });
  out.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' });
  for (const [index, chunk] of chunks.entries()) {
    if (isStream && index === 2) await sleep(latencyMs, undefined, { signal: gone });
    gone.throwIfAborted();
    const isLast = index === chunks.length - 1;
    if (!out.write(chunk) && !isLast) await once(out, 'drain', { signal: gone });
  }
  // A reset throws away what is still on its way, so the beginning gets a moment to arrive.
  if (ending === 'reset') await sleep(20, undefined, { signal: gone });
}

async function forever(gone: AbortSignal): Promise<never> {
  if (!gone.aborted) await once(gone, 'abort');
  throw gone.reason;
}
