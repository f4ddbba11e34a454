import OpenAI from 'openai';
import type { Model } from '../../ports/model.ts';
import { providerHost } from './provider-host.ts';
import { requestBody } from './request-body.ts';
import { sendRequest, type Provider } from './send-request.ts';

export type OpenaiResponsesOptions = {
  /** With the version ('https://host/v1'); OpenAI's own by default. */
  baseUrl?: string;
  apiKey: string;
  /** The longest silence between two events of a stream. Beyond 300,000 Node's fetch ends the stream itself, with the same failure. */
  idleTimeoutMs: number;
  /** The longest wait for the response's head. */
  headerTimeoutMs: number;
};

/**
 * A model behind the OpenAI Responses API or a server that is compatible with it. Never retries: Temporal does. Throws the failures
 * `Transient`, `ModelRefused` and `Broken`, an `InputRefused` for an unusable base URL, and the caller's reason when `signal` is aborted.
 * Encrypted reasoning is bound to provider, key and model: where it can't be read any more, the request is sent once more without it.
 */
export function openaiResponses(options: OpenaiResponsesOptions): Model {
  const { apiKey, idleTimeoutMs, headerTimeoutMs } = options;
  const baseURL = options.baseUrl ?? 'https://api.openai.com/v1';
  const host = providerHost(baseURL);
  // What is null would be read from the environment otherwise, and the package's log would show prompts.
  const elsewhere = { adminAPIKey: null, organization: null, project: null, logLevel: 'off' as const };
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, ...elsewhere });
  const provider: Provider = { client, host, apiKey, idleTimeoutMs, headerTimeoutMs };

  return {
    body: (request) => JSON.stringify(requestBody(request)),

    respond: async (request, key, signal, onProgress) => {
      const first = await sendRequest(provider, request, key, signal, onProgress);
      if (first.kind !== 'unreadable-reasoning') return first;

      const input = request.input.filter((item) => item.type !== 'reasoning');
      if (input.length === request.input.length) throw first.failure;
      // Another body needs another idempotency key.
      const second = await sendRequest(provider, { ...request, input }, `${key}/without-reasoning`, signal, onProgress);
      if (second.kind === 'unreadable-reasoning') throw second.failure;
      return second;
    },
  };
}
