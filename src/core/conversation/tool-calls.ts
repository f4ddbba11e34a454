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
const argumentOf = { shell: 'commands', apply_patch: 'input' } as const;

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
  if (name === 'apply_patch' && typeof value === 'string') return { ...call, tool: name, patch: value };
  // One command as a text is taken, too, and so is the list under the name that other shell tools give it.
  const commands = name === 'shell' ? commandsIn(value ?? fieldOf(parsed.value, 'command')) : undefined;
  if (commands !== undefined) return { ...call, tool: 'shell', commands, ...timeoutIn(parsed.value) };
  const wanted = name === 'shell' ? "the field 'commands', a list of command lines" : `the string field '${argument}'`;
  const problem = `The arguments of '${name}' must be a JSON object with ${wanted}; got ${shorten(text(item['arguments']))}.`;
  return { ...call, tool: 'unknown', name, problem };
}

function commandsIn(value: Json | undefined): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const commands = value.filter((one) => typeof one === 'string');
  if (commands.length !== value.length) return undefined;
  // Some models give the parts of one command, as another harness taught them.
  const [shell = '', option = '', line] = commands;
  return line !== undefined && /^(?:ba|z)?sh$/.test(shell) && /^-l?c$/.test(option) ? [line] : commands;
}

/** Other names and units are those that other shell tools have. */
function timeoutIn(value: Json): { timeout?: number } {
  const milliseconds = fieldOf(value, 'timeout_ms');
  const seconds = typeof milliseconds === 'number' ? milliseconds / 1_000 : fieldOf(value, 'timeout_seconds');
  return typeof seconds === 'number' && seconds > 0 ? { timeout: seconds } : {};
}

function customCall(item: ConversationItem): ToolCall {
  const call = { callId: callId(item), carrier: 'custom' as const };
  const name = text(item['name']);
  if (!isKnown(name)) return { ...call, tool: 'unknown', name, problem: noSuchTool(name) };
  const input = item['input'];
  if (typeof input !== 'string')
    return { ...call, tool: 'unknown', name, problem: `The call of '${name}' has no input text.` };
  return name === 'shell' ? { ...call, tool: name, commands: [input] } : { ...call, tool: name, patch: input };
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
