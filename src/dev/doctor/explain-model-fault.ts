import type { ModelAddress, ModelProbe } from './probe-model.ts';

/** What a failed request to the model means, in one sentence that names the setting, and the way out. */
export function explainModelFault(
  { facts, message }: Extract<ModelProbe, { kind: 'failed' }>,
  { baseUrl, host, model }: Pick<ModelAddress, 'baseUrl' | 'host' | 'model'>,
): { says: string; wayOut?: string } {
  const said = `It said: ${facts.message}`;
  if (facts.origin === 'connection') {
    // The package and fetch put two sentences that say nothing before what happened.
    const why = facts.message.replace(/^Connection error\.: (fetch failed: )?/, '').replace(/\.$/, '');
    return {
      says: `Nothing answers as a model at ${host} (OPENAI_BASE_URL): ${why}.`,
      wayOut: `Start the server, or correct OPENAI_BASE_URL, which is ${baseUrl} now; behind a proxy, set HTTPS_PROXY and NODE_EXTRA_CA_CERTS.`,
    };
  }
  if (facts.status === 401) {
    return {
      says: `${host} refuses the key in OPENAI_API_KEY (401).`,
      wayOut: `Set OPENAI_API_KEY to a valid one, or OPENAI_BASE_URL to the provider that the key is of. ${said}`,
    };
  }
  if (facts.status === 404 && !/model/i.test(`${facts.code ?? ''} ${facts.message}`)) {
    return {
      says: `${host} has no Responses API at ${baseUrl}/responses (404).`,
      wayOut: `Correct OPENAI_BASE_URL: it usually ends in /v1, and the server has to offer the Responses API, not chat completions alone. ${said}`,
    };
  }
  if (facts.status === 404 || facts.code === 'model_not_found') {
    return {
      says: `${host} does not offer the model ${JSON.stringify(model)} (404).`,
      wayOut: `Set model.name in your migration files to one that it offers, and try it here with --model NAME. ${said}`,
    };
  }
  return { says: message };
}
