import OpenAI from 'openai';
import type { Model } from '../../ports/model.ts';
import { checkedFetch } from './checked-fetch.ts';
import { compactReadably } from './compact-readably.ts';
import { compactionBody } from './compaction-body.ts';
import { KnownLacks } from './known-lacks.ts';
import { providerHost } from './provider-host.ts';
import type { Provider } from './provider.ts';
import { reattach } from './reattach.ts';
import { requestBody } from './request-body.ts';
import { sendRequest } from './send-request.ts';
import { stepDown, type Sending } from './step-down.ts';

export type OpenaiResponsesOptions = {
  /** With the version ('https://host/v1'); OpenAI's own by default. */
  baseUrl?: string;
  apiKey: string;
  /** The longest silence between two events of a stream. Beyond 300,000 Node's fetch ends the stream itself, with the same failure. */
  idleTimeoutMs: number;
  /** The longest wait for the response's head. */
  headerTimeoutMs: number;
  /** Called once for everything that a model turns out not to take, with a sentence for the log. */
  say?: (sentence: string) => void;
};

/**
 * A model behind the OpenAI Responses API or a server that is compatible with it. Never retries: Temporal does. Throws the failures
 * `Transient`, `ModelRefused` and `Broken`, an `InputRefused` for an unusable base URL, and the caller's reason when `signal` is aborted.
 * What a provider refuses of a request's form is left out and the request sent once more, one rung lower; so are encrypted items that it can't
 * read, since they are bound to provider, key and model. A request's body, for the journal, is always that of the highest rung.
 */
export function openaiResponses(options: OpenaiResponsesOptions): Model {
  const { apiKey, idleTimeoutMs, headerTimeoutMs, say = () => {} } = options;
  const baseURL = options.baseUrl ?? 'https://api.openai.com/v1';
  const host = providerHost(baseURL);
  // What is null would be read from the environment otherwise, and the package's log would show prompts.
  const elsewhere = { adminAPIKey: null, organization: null, project: null, logLevel: 'off' as const };
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, fetch: checkedFetch, ...elsewhere });
  const provider: Provider = { client, host, apiKey, idleTimeoutMs, headerTimeoutMs };

  const known = new KnownLacks(say);

  return {
    body: (request) => JSON.stringify(requestBody(request)),
    respond: async (request, key, signal, onProgress, resume) => {
      if (resume?.responseId !== undefined) {
        const found = await reattach(provider, request, resume.responseId, signal, onProgress);
        if (found.kind !== 'lost') return found;
        await resume.resent();
      }
      for (let sending: Sending = { request, key, lacks: known.of(request.model) }; ;) {
        const sent = await sendRequest(provider, sending, { signal, onProgress, began: resume?.began });
        if (sent.kind === 'reply' || sent.kind === 'overflow') return sent;
        sending = stepDown(sending, sent, known, host);
      }
    },
    cancel: async (responseId) => {
      await client.responses.cancel(responseId, { timeout: 5_000 }).catch(() => undefined);
    },
    compactionBody: (request) => JSON.stringify(compactionBody(request)),
    compact: (request, key, signal) => compactReadably(provider, request, key, signal),
  };
}
