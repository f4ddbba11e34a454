import OpenAI from 'openai';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { checkedFetch } from '../../adapters/model/checked-fetch.ts';
import { classifyModelError } from '../../adapters/model/classify-model-error.ts';
import { errorFacts, type ErrorFacts } from '../../adapters/model/error-facts.ts';
import { findRung } from '../../adapters/model/find-rung.ts';
import { readStream } from '../../adapters/model/read-stream.ts';
import { redact } from '../../adapters/model/redact.ts';
import { requestBody } from '../../adapters/model/request-body.ts';
import type { Rung } from '../../adapters/model/rung.ts';
import type { ModelReply } from '../../ports/model.ts';
import { probeRequest } from './probe-request.ts';

export type ModelAddress = { baseUrl: string; host: string; apiKey: string; model: string };

export type ModelProbe =
  /**
   * It answered; `called` says whether with the call of the tool that was demanded, `encrypted` whether with encrypted reasoning, and
   * `lacks` what it refused and had to be left out.
   */
  | {
      kind: 'answered';
      called: boolean;
      encrypted: boolean;
      lacks: Rung[];
      incomplete?: string;
      usage: ModelReply['usage'];
    }
  | { kind: 'failed'; facts: ErrorFacts; message: string };

const patienceMs = 90_000;

/**
 * Sends one small request of the very form that Drover's have, with a call of one tool demanded: `shell` as a function, or `apply_patch`
 * as a custom tool. It costs some hundred tokens. What the provider refuses is left out, as in a migration; but not the tool in question.
 */
export async function probeModel(
  address: ModelAddress,
  tool: 'function' | 'custom',
  effort: 'low' | 'medium' | 'high' | 'xhigh',
): Promise<ModelProbe> {
  const client = clientOf(address);
  const { item, words, choices } = demands[tool];
  const request = probeRequest(address.model, effort, words, tool);
  const lacks = new Set<Rung>();
  const left = [...choices];
  for (;;) {
    const body = { ...requestBody(request, lacks), tool_choice: left[0] } as ResponseCreateParamsStreaming;
    const answer = await ask(client, body).catch((error: unknown) => ({ error }));
    if (!('error' in answer)) {
      // A request this small can't overflow: readStream gives nothing else than replies.
      if (answer.kind === 'overflow') return failed(new Error(answer.message), address);
      const { items, usage, incomplete } = answer.reply;
      const called = items.some(({ type, name }) => type === item && name === choices[0].name);
      const encrypted = items.some((one) => one.type === 'reasoning' && Boolean(one['encrypted_content']));
      return {
        kind: 'answered',
        called,
        encrypted,
        lacks: [...lacks],
        usage,
        ...(incomplete !== undefined && { incomplete }),
      };
    }
    const fault = invalidity(answer.error, address);
    if (fault === undefined) return failed(answer.error, address);
    // Some servers take the demand for any tool alone, or none at all.
    if (/tool_choice/.test(`${fault.param} ${fault.message}`) && left.length > 1) left.shift();
    else {
      const rung = findRung(fault, body);
      if (rung === undefined || lacks.has(rung) || rung === 'custom-tools') return failed(answer.error, address);
      lacks.add(rung);
    }
  }
}

const demands = {
  function: {
    words: 'Call the tool shell with the command: true',
    choices: [{ type: 'function', name: 'shell' }, 'required', undefined],
    item: 'function_call',
  },
  custom: {
    words: 'Call the tool apply_patch with a patch that adds the file check.txt with the one line: ok',
    choices: [{ type: 'custom', name: 'apply_patch' }, undefined],
    item: 'custom_tool_call',
  },
} as const;

function clientOf({ baseUrl, apiKey }: ModelAddress): OpenAI {
  const elsewhere = { adminAPIKey: null, organization: null, project: null, logLevel: 'off' as const };
  const options = { maxRetries: 0, timeout: patienceMs, fetch: checkedFetch, ...elsewhere };
  return new OpenAI({ baseURL: baseUrl, apiKey, ...options });
}

async function ask(client: OpenAI, body: ResponseCreateParamsStreaming) {
  const stream = await client.responses.create(body, { signal: AbortSignal.timeout(patienceMs) });
  return readStream(
    stream,
    () => JSON.stringify(body),
    () => {},
  );
}

function invalidity(error: unknown, { host, apiKey, model }: ModelAddress) {
  const verdict = classifyModelError(error, { model, host, secrets: [apiKey], now: Date.now() });
  return verdict.kind === 'invalid-request' ? verdict.fault : undefined;
}

function failed(error: unknown, { host, apiKey, model }: ModelAddress): ModelProbe {
  const facts = errorFacts(error);
  const verdict = classifyModelError(error, { model, host, secrets: [apiKey], now: Date.now() });
  const message = verdict.kind === 'overflow' ? verdict.message : verdict.failure.message;
  return { kind: 'failed', facts: { ...facts, message: redact(facts.message, [apiKey]) }, message };
}
