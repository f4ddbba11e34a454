import type { ConversationItem } from '../../domain/conversation.ts';
import { ApiError } from './api-error.ts';
import { ResponsesRequest } from './responses-request.ts';

/** Reads a request's body. Throws the `ApiError` (400) that OpenAI answers to broken JSON, a wrong field or calls without outputs. */
export function readRequest(raw: Buffer): ResponsesRequest {
  const body = parseJson(raw);
  const parsed = ResponsesRequest.safeParse(body);
  if (!parsed.success) throw fieldError(parsed.error.issues[0], body);
  checkToolCalls(parsed.data.input);
  if (parsed.data.background === true && parsed.data.store === false)
    throw new ApiError(400, "Background mode requires 'store' to be true.", { param: 'background' });
  return parsed.data;
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new ApiError(400, 'We could not parse the JSON body of your request.');
  }
}

function fieldError(issue: { path: PropertyKey[]; message: string } | undefined, body: unknown): ApiError {
  const [field, ...deeper] = issue?.path.map(String) ?? [];
  if (field === undefined) return new ApiError(400, 'The body of the request must be a JSON object.');
  const isMissing = (body as Record<string, unknown>)[field] === undefined;
  if (isMissing)
    return new ApiError(400, `Missing required parameter: '${field}'.`, {
      code: 'missing_required_parameter',
      param: field,
    });
  const param = [field, ...deeper].join('.');
  return new ApiError(400, `Invalid value for '${param}': ${issue?.message}.`, { code: 'invalid_value', param });
}

const outputTypes: Record<string, string> = {
  function_call: 'function_call_output',
  custom_tool_call: 'custom_tool_call_output',
};

/** As OpenAI does: every tool call in the input needs its output after it, of the same kind, and every output its call. */
function checkToolCalls(items: ConversationItem[]): void {
  const open = new Map<string, string>();
  for (const item of items) {
    const callId = typeof item['call_id'] === 'string' ? item['call_id'] : '';
    if (outputTypes[item.type] !== undefined) open.set(callId, item.type);
    if (!Object.values(outputTypes).includes(item.type)) continue;
    const call = open.get(callId);
    if (call === undefined || outputTypes[call] !== item.type) {
      throw new ApiError(400, `No tool call found for ${item.type.replaceAll('_', ' ')} with call_id ${callId}.`, {
        param: 'input',
      });
    }
    open.delete(callId);
  }
  for (const [callId, type] of open)
    throw new ApiError(400, `No tool output found for ${type.replaceAll('_', ' ')} ${callId}.`, { param: 'input' });
}
