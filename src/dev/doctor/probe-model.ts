import OpenAI from 'openai';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { classifyModelError } from '../../adapters/model/classify-model-error.ts';
import { errorFacts, type ErrorFacts } from '../../adapters/model/error-facts.ts';
import { readStream } from '../../adapters/model/read-stream.ts';
import { redact } from '../../adapters/model/redact.ts';
import { requestBody } from '../../adapters/model/request-body.ts';
import type { ModelReply, ModelRequest } from '../../ports/model.ts';

export type ModelAddress = { baseUrl: string; host: string; apiKey: string; model: string };

export type ModelProbe =
  /** It answered; `called` says whether with the call of the tool that was demanded. */
  | { kind: 'answered'; called: boolean; incomplete?: string; usage: ModelReply['usage'] }
  | { kind: 'failed'; facts: ErrorFacts; message: string };

const patienceMs = 90_000;

/**
 * Sends one small request of the very form that Drover's have, with a call of one tool demanded: `shell` as a function, or `apply_patch`
 * as a custom tool. It costs some hundred tokens.
 */
export async function probeModel(
  address: ModelAddress,
  tool: 'function' | 'custom',
  effort: ModelRequest['effort'],
): Promise<ModelProbe> {
  const { baseUrl, apiKey, model } = address;
  const elsewhere = { adminAPIKey: null, organization: null, project: null, logLevel: 'off' as const };
  const client = new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0, timeout: patienceMs, ...elsewhere });
  const body: ResponseCreateParamsStreaming = {
    ...requestBody({
      model,
      effort,
      instructions: 'This is a check of the connection. Do what is asked and nothing else.',
      input: [{ type: 'message', role: 'user', content: demands[tool].words }],
      patchTool: tool,
      cacheKey: 'drover-doctor',
      maxOutputTokens: 2_000,
    }),
    tool_choice: demands[tool].choice,
  };
  try {
    const stream = await client.responses.create(body, { signal: AbortSignal.timeout(patienceMs) });
    const outcome = await readStream(
      stream,
      () => JSON.stringify(body),
      () => {},
    );
    // The stream of a request this small can't overflow: readStream gives nothing else than replies.
    if (outcome.kind === 'overflow') return failed(new Error(outcome.message), address);
    const { items, usage, incomplete } = outcome.reply;
    const called = items.some(({ type, name }) => type === demands[tool].item && name === demands[tool].choice.name);
    return { kind: 'answered', called, usage, ...(incomplete !== undefined && { incomplete }) };
  } catch (error) {
    return failed(error, address);
  }
}

const demands = {
  function: {
    words: 'Call the tool shell with the command: true',
    choice: { type: 'function', name: 'shell' },
    item: 'function_call',
  },
  custom: {
    words: 'Call the tool apply_patch with a patch that adds the file check.txt with the one line: ok',
    choice: { type: 'custom', name: 'apply_patch' },
    item: 'custom_tool_call',
  },
} as const;

function failed(error: unknown, { host, apiKey, model }: ModelAddress): ModelProbe {
  const facts = errorFacts(error);
  const verdict = classifyModelError(error, { model, host, secrets: [apiKey], now: Date.now() });
  const message = verdict.kind === 'overflow' ? verdict.message : verdict.failure.message;
  return { kind: 'failed', facts: { ...facts, message: redact(facts.message, [apiKey]) }, message };
}
