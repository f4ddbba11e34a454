import type { ConversationItem, Json, ToolCall } from '../../domain/conversation.ts';

/**
 * The tool calls among a reply's items, in order. A call that can't be carried out (arguments that are no JSON, a missing
 * field, a tool that does not exist) becomes tool `unknown` with a `problem` in words that the model can act on: every call
 * needs an output in the next request, whatever came of it.
 */
export function toolCalls(items: ConversationItem[]): ToolCall[] {
  return items.flatMap((item) => {
    if (item.type === 'function_call') return [functionCall(item)];
    if (item.type === 'custom_tool_call') return [customCall(item)];
    return [];
  });
}

/** The item that answers `call` in the next request; custom tools and function tools have different ones. */
export function toolOutput(call: ToolCall, output: string): ConversationItem {
  const type = call.carrier === 'custom' ? 'custom_tool_call_output' : 'function_call_output';
  return { type, call_id: call.callId, output };
}

/** The one argument of each tool, as the tools are offered. */
const argumentOf = { shell: 'command', apply_patch: 'input' } as const;

function functionCall(item: ConversationItem): ToolCall {
  const call = { callId: callId(item), carrier: 'function' as const };
  const name = text(item['name']);
  if (!isKnown(name)) return { ...call, tool: 'unknown', name, problem: noSuchTool(name) };

  const argument = argumentOf[name];
  const parsed = parse(item['arguments']);
  if ('problem' in parsed)
    return {
      ...call,
      tool: 'unknown',
      name,
      problem: `The arguments of '${name}' are not valid JSON: ${parsed.problem}`,
    };
  const value = fieldOf(parsed.value, argument);
  if (typeof value !== 'string') {
    const problem = `The arguments of '${name}' must be a JSON object with the string field '${argument}'; got ${shorten(text(item['arguments']))}.`;
    return { ...call, tool: 'unknown', name, problem };
  }
  return { ...call, ...carriedOut(name, value) };
}

function customCall(item: ConversationItem): ToolCall {
  const call = { callId: callId(item), carrier: 'custom' as const };
  const name = text(item['name']);
  if (!isKnown(name)) return { ...call, tool: 'unknown', name, problem: noSuchTool(name) };
  const input = item['input'];
  if (typeof input !== 'string')
    return { ...call, tool: 'unknown', name, problem: `The call of '${name}' has no input text.` };
  return { ...call, ...carriedOut(name, input) };
}

function carriedOut(name: keyof typeof argumentOf, value: string) {
  return name === 'shell' ? { tool: name, command: value } : { tool: name, patch: value };
}

function isKnown(name: string): name is keyof typeof argumentOf {
  return Object.hasOwn(argumentOf, name);
}

function noSuchTool(name: string): string {
  return `There is no tool named '${shorten(name)}'. The tools are: ${Object.keys(argumentOf).join(', ')}.`;
}

function callId(item: ConversationItem): string {
  return text(item['call_id']);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function fieldOf(value: Json, field: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[field] : undefined;
}

function parse(value: Json | undefined): { value: Json } | { problem: string } {
  if (typeof value !== 'string') return { problem: 'there are none.' };
  try {
    return { value: JSON.parse(value) as Json };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}.` };
  }
}

function shorten(value: string): string {
  return value.length <= 200 ? value : `${value.slice(0, 200)}…`;
}
