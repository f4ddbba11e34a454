import { providerHost } from '../../adapters/model/provider-host.ts';
import type { Config } from '../../config.ts';
import { readCatalog } from '../../adapters/model/read-catalog.ts';
import { findModel } from '../../core/models/find-model.ts';
import type { ModelRow } from '../../core/models/model-row.ts';
import { microUsd } from '../../core/money/price.ts';
import { Failure } from '../../domain/failure.ts';
import type { ModelCatalog } from '../../domain/model-catalog.ts';
import { checkAbilities } from './check-abilities.ts';
import { explainModelFault } from './explain-model-fault.ts';
import { probeModel, type ModelAddress, type ModelProbe } from './probe-model.ts';
import type { Check } from './check.ts';

const name = 'model';
const toolsName = 'custom tools';
const openai = 'https://api.openai.com/v1';

/** Whether the model answers as Drover needs it: by calling the tools that it is offered. Three small requests at most, which cost what they cost. */
export async function checkModel({ model: { apiKey, baseUrl, catalog } }: Config, model: string): Promise<Check[]> {
  if (apiKey === undefined) {
    return [
      {
        name,
        state: 'failed',
        says: 'OPENAI_API_KEY is not set, so no model can be asked.',
        wayOut: 'Set it, and OPENAI_BASE_URL for a provider other than OpenAI (any key, if that one wants none).',
      },
    ];
  }
  const url = baseUrl ?? openai;
  let host: string;
  try {
    host = providerHost(url);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ name, state: 'failed', says: error.message, wayOut: 'Correct OPENAI_BASE_URL.' }];
  }
  const address: ModelAddress = { baseUrl: url, host, apiKey, model };
  let own: ModelCatalog;
  try {
    own = readCatalog(catalog);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ name: 'catalog', state: 'failed', says: error.message, wayOut: 'Correct DROVER_MODEL_CATALOG.' }];
  }
  const { model: row, warning } = findModel(model, own);
  const byFunction = await probeModel(address, 'function', row.efforts[0] ?? 'low');
  const access = judgeAccess(byFunction, address, row);
  const known: Check[] = warning === undefined ? [] : [{ name: 'catalog', state: 'warning', says: warning }];
  if (access.state !== 'ok' || byFunction.kind === 'failed') return [access];
  const byCustom = await probeModel(address, 'custom', row.efforts[0] ?? 'low');
  return [access, judgeCustomTools(byCustom, row), await checkAbilities(byFunction, address, row), ...known];
}

function judgeAccess(probe: ModelProbe, address: ModelAddress, row: ModelRow): Check {
  const { model, host } = address;
  if (probe.kind === 'failed') return { name, state: 'failed', ...explainModelFault(probe, address) };
  if (probe.called)
    return { name, state: 'ok', says: `${model} at ${host} calls the tool that is demanded (${cost(probe, row)})` };
  if (probe.incomplete !== undefined) {
    return {
      name,
      state: 'warning',
      says: `${model} at ${host} answers, but was cut off (${probe.incomplete}) before it called a tool.`,
      wayOut: 'Ask again; if it stays so, choose a model that thinks less, or allow it more output.',
    };
  }
  return {
    name,
    state: 'failed',
    says: `${model} at ${host} answers, but skips tools in silence: a call was demanded, and none came.`,
    wayOut:
      'Switch tool calling on at that server (llama.cpp: --jinja; vLLM: --enable-auto-tool-choice), or choose another with OPENAI_BASE_URL, or another model.',
  };
}

function judgeCustomTools(probe: ModelProbe, row: ModelRow): Check {
  if (probe.kind === 'answered' && probe.called)
    return { name: toolsName, state: 'ok', says: `taken: apply_patch is held to its grammar (${cost(probe, row)})` };
  const what = probe.kind === 'failed' ? `refused (${probe.facts.message})` : 'skipped in silence';
  if (row.patchTool === 'function')
    return {
      name: toolsName,
      state: 'ok',
      says: `${what}; apply_patch is offered to ${row.id} as a function, as it should be`,
    };
  return {
    name: toolsName,
    state: 'warning',
    says: `Custom tools are ${what}.`,
    wayOut:
      what === 'skipped in silence'
        ? 'Write model: { patchTool: function } into your migration files: apply_patch then is a function, which works.'
        : 'A migration finds that out and offers apply_patch as a function; model: { patchTool: function } spares it the try.',
  };
}

function cost({ usage }: Extract<ModelProbe, { kind: 'answered' }>, row: ModelRow): string {
  const usd = (microUsd(usage, row.price) / 1_000_000).toFixed(4);
  return `${usage.inputTokens} input and ${usage.outputTokens} output tokens, about ${usd} USD`;
}
