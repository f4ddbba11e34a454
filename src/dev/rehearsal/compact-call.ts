import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { findModel } from '../../core/models/find-model.ts';
import type { RehearsalState } from './answer-call.ts';
import { ApiError } from './api-error.ts';
import { composeCompaction } from './compose-compaction.ts';
import { moduleOf } from './module-of.ts';
import { overflowError, plannedError } from './planned-error.ts';
import { promptTokens } from './prompt-cache.ts';
import { asTaken } from './provider-traits.ts';
import { readRequest } from './read-request.ts';
import type { RehearsalCall } from './rehearsal-call.ts';

/**
 * Answers one POST /v1/responses/compact and notes in `call` what happened, as `answerCall` does. Of the planned failures, those that refuse
 * before an answer begins happen here, too.
 */
export async function compactCall(
  state: RehearsalState,
  call: RehearsalCall,
  { raw, authorization }: { raw: Buffer; authorization: string | undefined },
  out: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  call.compaction = true;
  if (state.traits.compaction === 'missing') throw new ApiError(404, 'Invalid URL (POST /v1/responses/compact)');
  const request = asTaken(readRequest(raw), state.traits, authorization);
  const module = moduleOf(request.input);
  if (module !== undefined) call.module = module;

  const plan = state.failures.take(module);
  const refusal = plan === undefined ? undefined : plannedError(plan, request.model);
  if (refusal !== undefined) throw refusal;
  if (promptTokens(request) > findModel(request.model).model.inputLimit) throw overflowError();

  const answer = composeCompaction(request, call.bodyHash, state.cache.read(request));
  await sleep(state.latencyMs, undefined, { signal: gone });
  call.inputTokens = answer.usage.input_tokens;
  call.cachedTokens = answer.usage.input_tokens_details.cached_tokens;
  call.outputTokens = answer.usage.output_tokens;
  call.status = 200;
  call.answeredAt = Date.now();
  out.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
