import type { FunctionTool, ResponseCreateParamsStreaming, ResponseInput } from 'openai/resources/responses/responses';
import type { ConversationItem } from '../../domain/conversation.ts';
import type { ModelRequest } from '../../ports/model.ts';
import { asFunctionCalls } from './as-function-calls.ts';
import { cacheKey } from './cache-key.ts';
import { patchTool } from './patch-tool.ts';
import type { Rung } from './rung.ts';
import { shellTool } from './shell-tool.ts';

/**
 * The Responses API body of a request, without what the provider `lacks`. The order of the keys is the order on the wire, and it must stay: the
 * hash of the whole body is part of the journal's keys, and what changes least comes first.
 */
export function requestBody(
  request: ModelRequest,
  lacks: ReadonlySet<Rung> = new Set(),
): ResponseCreateParamsStreaming {
  const isCustom = request.patchTool === 'custom' && !lacks.has('custom-tools');
  const isEncrypted = request.encryptedReasoning !== false && !lacks.has('encrypted-reasoning');
  const isBackground = request.background === true && !lacks.has('background');
  return {
    model: request.model,
    instructions: request.instructions,
    ...(request.answer === undefined ? toolsOf(isCustom, lacks) : answerOf(request.answer, lacks)),
    ...(request.demand !== undefined && !lacks.has('forced-calls') && demandOf(request.demand, isCustom)),
    ...(!lacks.has('effort') && { reasoning: { effort: request.effort } }),
    ...(isEncrypted && { include: ['reasoning.encrypted_content'] }),
    ...(!lacks.has('cache-key') && { prompt_cache_key: cacheKey(request.cacheKey) }),
    ...(!lacks.has('output-limit') && { max_output_tokens: request.maxOutputTokens }),
    // What is made in the background has to be kept until it is fetched.
    ...(!lacks.has('store') && { store: isBackground }),
    ...(isBackground && { background: true }),
    stream: true,
    // Items go back as the provider sent them, so their type here is wider than the package's.
    input: inputOf(request.input, isCustom, isEncrypted) as unknown as ResponseInput,
  };
}

function toolsOf(isCustom: boolean, lacks: ReadonlySet<Rung>) {
  const tools = [shellTool, patchTool(isCustom ? 'custom' : 'function')];
  return {
    tools: lacks.has('strict-tools') ? tools.map(withoutStrict) : tools,
    ...(!lacks.has('parallel-calls') && { parallel_tool_calls: true }),
  };
}

function demandOf(name: NonNullable<ModelRequest['demand']>, isCustom: boolean) {
  const type = isCustom && name === 'apply_patch' ? ('custom' as const) : ('function' as const);
  return { tool_choice: { type, name } };
}

/** How an answer of a given shape is asked for: as the text's format, or as the arguments of the one function that there is. */
function answerOf(
  { name, description, schema, as = 'text' }: NonNullable<ModelRequest['answer']>,
  lacks: ReadonlySet<Rung>,
): Pick<ResponseCreateParamsStreaming, 'text' | 'tools' | 'tool_choice'> {
  if (as === 'text' && !lacks.has('text-format'))
    return { text: { format: { type: 'json_schema', name, strict: true, schema } } };
  const strict = !lacks.has('strict-tools');
  return {
    tools: [{ type: 'function', name, description, strict, parameters: schema }],
    ...(!lacks.has('forced-calls') && { tool_choice: { type: 'function', name } }),
  };
}

/** Reasoning that isn't encrypted can't be read by a provider that keeps nothing. */
function inputOf(items: ConversationItem[], isCustom: boolean, isEncrypted: boolean): ConversationItem[] {
  const readable = isEncrypted ? items : items.filter(({ type }) => type !== 'reasoning');
  return isCustom ? readable : asFunctionCalls(readable);
}

function withoutStrict<Tool extends { type: string }>(tool: Tool): Tool | FunctionTool {
  return tool.type === 'function' ? { ...(tool as unknown as FunctionTool), strict: false } : tool;
}
