import type { Json } from '../../domain/conversation.ts';
import type { ResponseOutputItem } from 'openai/resources/responses/responses';
import type { BrainAnswer, BrainCall } from './brain.ts';
import type { ResponsesRequest } from './responses-request.ts';

/**
 * A brain's answer as output items. Ids come from the hash of the request's body and the item's place, so the same request gets the
 * same ids. A tool is called as a custom tool only if the request offers it as one.
 */
export function outputItems(answer: BrainAnswer, request: ResponsesRequest, bodyHash: string): ResponseOutputItem[] {
  const id = (prefix: string, index: number) => `${prefix}_${bodyHash.slice(0, 40)}${String(index).padStart(2, '0')}`;
  const items: ResponseOutputItem[] = [];
  if (request.include?.includes('reasoning.encrypted_content') === true) {
    const encrypted = Buffer.from(`A rehearsal has no thoughts; this stands for those about ${bodyHash}.`).toString(
      'base64',
    );
    items.push({ id: id('rs', 0), type: 'reasoning', summary: [], encrypted_content: encrypted });
  }
  if (answer.text !== undefined) {
    const content = [{ type: 'output_text' as const, text: answer.text, annotations: [] }];
    items.push({ id: id('msg', 0), type: 'message', role: 'assistant', status: 'completed', content });
  }
  const calls = request.parallel_tool_calls === false ? answer.calls.slice(0, 1) : answer.calls;
  calls.forEach((call, index) => {
    const call_id = id('call', index);
    if (call.tool !== 'other' && isCustom(call, request)) {
      items.push({ id: id('ctc', index), type: 'custom_tool_call', call_id, name: call.tool, input: inputOf(call) });
      return;
    }
    items.push({
      id: id('fc', index),
      type: 'function_call',
      status: 'completed',
      call_id,
      name: call.tool === 'other' ? call.name : call.tool,
      arguments: JSON.stringify(argumentsOf(call)),
    });
  });
  return items;
}

function argumentsOf(call: BrainCall): { [name: string]: Json } {
  if (call.tool === 'other') return call.arguments;
  return call.tool === 'shell' ? { command: call.command } : { input: call.patch };
}

type OwnCall = Exclude<BrainCall, { tool: 'other' }>;

function isCustom(call: OwnCall, request: ResponsesRequest): boolean {
  return request.tools?.some((tool) => tool.type === 'custom' && tool.name === call.tool) ?? false;
}

function inputOf(call: OwnCall): string {
  return call.tool === 'shell' ? call.command : call.patch;
}
