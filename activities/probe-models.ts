import { toolCalls } from '../src/core/conversation/tool-calls.ts';
import { findModel } from '../src/core/models/find-model.ts';
import { startCheckInstructions, startCheckWords } from '../src/core/models/start-check.ts';
import { microUsd } from '../src/core/money/price.ts';
import { addUsage } from '../src/core/workflow/add-usage.ts';
import { noUsage } from '../src/core/workflow/no-usage.ts';
import { Failure } from '../src/domain/failure.ts';
import type { BlobRef, MigrationId } from '../src/domain/ids.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { ModelRequest } from '../src/ports/model.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { Ports } from './ports.ts';
import { loadPlan } from './support/load-plan.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ProbeModelsInput = { v: 1; migration: MigrationId; plan: BlobRef };
/** What asking cost; nothing where all of them had been asked within the hour. */
export type ProbedModels = { asked: string[]; usage: Usage };

const validMs = 3_600_000;

/**
 * Finds out before a migration begins whether its models can be worked with: each is asked once for a small call of a tool. A key or an address that is wrong, a
 * model that is gone, and a provider that skips tools in silence are refused here, in a sentence, and not by each module after its setup.
 */
export function probeModels({ blobs, model: port }: Pick<Ports, 'blobs' | 'model'>) {
  const good = new Map<string, number>();
  return ({ migration, plan: ref }: ProbeModelsInput): Promise<ProbedModels> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(blobs, ref);
      const { name, fallback } = plan.file.model;
      const probed: ProbedModels = { asked: [], usage: noUsage };
      for (const model of new Set([name, fallback?.name ?? name])) {
        const patchTool = plan.file.model.patchTool ?? findModel(model, plan.file.model.catalog).model.patchTool;
        const known = `${model} ${patchTool}`;
        if (Date.now() - (good.get(known) ?? 0) < validMs) continue;
        probed.usage = addUsage(probed.usage, await probe(port, plan, model, patchTool, `${migration}/probe`, signal));
        probed.asked.push(model);
        good.set(known, Date.now());
      }
      return probed;
    });
}

async function probe(
  port: Ports['model'],
  plan: Plan,
  model: string,
  patchTool: 'custom' | 'function',
  key: string,
  signal: AbortSignal,
): Promise<Usage> {
  const { model: row } = findModel(model, plan.file.model.catalog);
  let usage = noUsage;
  const calls = async (tool: 'apply_patch' | 'shell') => {
    const request: ModelRequest = {
      model,
      effort: row.efforts[0] ?? 'low',
      instructions: startCheckInstructions,
      input: [{ type: 'message', role: 'user', content: startCheckWords[tool] }],
      demand: tool,
      patchTool,
      cacheKey: 'drover-start',
      maxOutputTokens: 2_000,
    };
    const outcome = await port.respond(request, `${key}/${tool}`, signal, () => {});
    if (outcome.kind === 'overflow') throw new Failure('ModelRefused', outcome.message);
    const { items, usage: used, incomplete } = outcome.reply;
    usage = addUsage(usage, { modelCalls: 1, ...used, microUsd: microUsd(used, row.price) });
    // One that was cut off while it thought has not shown that it can't.
    return toolCalls(items).some((call) => call.tool === tool) || incomplete !== undefined;
  };
  if (await calls('apply_patch')) return usage;
  if (patchTool === 'custom' && (await calls('shell'))) {
    throw new Failure(
      'ModelRefused',
      `The provider takes functions and skips custom tools in silence, so ${model} could change nothing: write model: { patchTool: function } into the migration file.`,
    );
  }
  throw new Failure(
    'ModelRefused',
    `${model} answers, but the provider skips tools in silence: a call was demanded, and none came. Switch tool calling on at that server (llama.cpp: --jinja; ` +
      'vLLM: --enable-auto-tool-choice), or choose another with OPENAI_BASE_URL, or another model with model.name.',
  );
}
