import { openaiResponses } from '../../adapters/model/openai-responses.ts';
import { withoutRung } from '../../adapters/model/rung.ts';
import type { ModelRow } from '../../core/models/model-row.ts';
import { Failure } from '../../domain/failure.ts';
import type { Check } from './check.ts';
import type { ModelAddress, ModelProbe } from './probe-model.ts';
import { probeRequest } from './probe-request.ts';

const name = 'abilities';
const patienceMs = 90_000;

/** What the model can do beyond calling tools; all of it can be done without. Where the catalog says that it compacts, it is asked to, once. */
export async function checkAbilities(
  { encrypted, lacks }: Extract<ModelProbe, { kind: 'answered' }>,
  address: ModelAddress,
  row: ModelRow,
): Promise<Check> {
  const says = [
    `encrypted reasoning: ${encrypted ? 'yes' : 'no'}`,
    `compaction: ${row.compaction ? await compacts(address, row) : 'not by the catalog'}`,
    `background: ${row.background ? 'by the catalog' : 'not by the catalog'}`,
    `built-in apply_patch: ${row.builtinPatch ? 'by the catalog; not used, since Drover’s own is stricter' : 'not by the catalog'}`,
    `images: ${row.images ? 'by the catalog' : 'not by the catalog'}`,
    `${row.inputLimit} input and ${row.outputLimit} output tokens`,
  ].join('; ');
  if (lacks.length === 0) return { name, state: 'ok', says };
  return { name, state: 'ok', says: `${says}. It does without ${lacks.map((rung) => withoutRung[rung]).join('; ')}` };
}

async function compacts({ baseUrl, apiKey, model }: ModelAddress, row: ModelRow): Promise<string> {
  const port = openaiResponses({ baseUrl, apiKey, idleTimeoutMs: patienceMs, headerTimeoutMs: patienceMs / 4 });
  const request = probeRequest(model, row.efforts[0] ?? 'low', 'Nothing is to be done.', 'function');
  try {
    const outcome = await port.compact(request, 'drover-doctor', AbortSignal.timeout(patienceMs), () => {});
    return outcome.kind === 'compacted' ? 'yes' : 'no (a summary takes its place)';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `could not be tried (${error.message})`;
  }
}
