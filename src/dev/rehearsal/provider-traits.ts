import { ApiError } from './api-error.ts';
import type { BrainAnswer } from './brain.ts';
import type { ResponsesRequest } from './responses-request.ts';

/** In what a rehearsal differs from OpenAI's own service, as compatible servers do. */
export type ProviderTraits = {
  /** The models that it offers; any by default. */
  models?: string[];
  /** The API key that it wants; any by default. */
  key?: string;
  /** 'skipped': it answers as if no tools had been offered, and says nothing about it. */
  tools?: 'taken' | 'skipped';
  /** The same for custom tools alone, which it may also refuse. */
  customTools?: 'taken' | 'skipped' | 'refused';
  /** Fields of a request that it refuses as unknown ('include', 'store', 'prompt_cache_key', ...), with the items that belong to them. */
  unknownFields?: string[];
  /** 'missing': it has no POST /v1/responses/compact, as most compatible servers. */
  compaction?: 'offered' | 'missing';
};

/** The request as this provider takes it. Throws the `ApiError` that it answers with where it refuses. */
export function asTaken(
  request: ResponsesRequest,
  traits: ProviderTraits,
  authorization: string | undefined,
): ResponsesRequest {
  if (traits.key !== undefined && authorization !== `Bearer ${traits.key}`)
    throw new ApiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
  if (traits.models !== undefined && !traits.models.includes(request.model)) {
    throw new ApiError(404, `The model \`${request.model}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    });
  }
  const tools = request.tools ?? [];
  if (traits.customTools === 'refused' && tools.some(({ type }) => type === 'custom')) {
    throw new ApiError(400, "Invalid value: 'custom'. Supported values are: 'function'.", {
      code: 'invalid_value',
      param: 'tools[1].type',
    });
  }
  const unknown = traits.unknownFields?.find((field) => (request as Record<string, unknown>)[field] !== undefined);
  if (unknown !== undefined)
    throw new ApiError(400, `Unknown parameter: '${unknown}'.`, { code: 'unknown_parameter', param: unknown });
  refuseItems(request, traits);
  const isTaken = ({ type }: { type: string }) =>
    traits.tools !== 'skipped' && (traits.customTools !== 'skipped' || type !== 'custom');
  const taken = tools.filter(isTaken);
  if (taken.length === tools.length) return request;
  const forced = request.tool_choice;
  const stays = typeof forced !== 'object' || forced === null || taken.some(({ name }) => name === forced.name);
  return { ...request, tools: taken, ...(!stays && { tool_choice: 'auto' }) };
}

/** Who knows no custom tools knows no calls of them either, and who encrypts no reasoning can't read any. */
function refuseItems({ input }: ResponsesRequest, { customTools, unknownFields = [] }: ProviderTraits): void {
  const foreign = input.findIndex(
    ({ type }) =>
      (customTools === 'refused' && type.startsWith('custom_tool_call')) ||
      (unknownFields.includes('include') && type === 'reasoning'),
  );
  if (foreign < 0) return;
  const message = `Invalid value: '${input[foreign]?.type}'. Supported values are: 'message', 'function_call' and 'function_call_output'.`;
  throw new ApiError(400, message, { code: 'invalid_value', param: `input[${foreign}].type` });
}

/** A brain's answer without calls of tools that this provider has skipped: it knows of none. */
export function withoutSkipped(answer: BrainAnswer, taken: ResponsesRequest, traits: ProviderTraits): BrainAnswer {
  if (traits.tools !== 'skipped' && traits.customTools !== 'skipped') return answer;
  const calls = answer.calls.filter(({ tool }) => taken.tools?.some(({ name }) => name === tool));
  return { text: answer.text ?? 'I would like to call a tool.', calls };
}
