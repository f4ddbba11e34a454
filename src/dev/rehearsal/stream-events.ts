import type { ResponseOutputItem } from 'openai/resources/responses/responses';
import type { WireEvent, WireResponse } from './wire.ts';

/**
 * The events that a stream of this response consists of, in the order of the real API: created, in progress, for each item its
 * beginning, its content in pieces and its end, then the event of the response's status.
 */
export function streamEvents(response: WireResponse): WireEvent[] {
  const { usage: _, ...withoutUsage } = response;
  const begun: WireResponse = {
    ...withoutUsage,
    status: 'in_progress',
    output: [],
    error: null,
    incomplete_details: null,
  };
  return [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...response.output.flatMap((item, index) => [
      { type: 'response.output_item.added' as const, output_index: index, item: emptied(item) },
      ...contentEvents(item, index),
      { type: 'response.output_item.done' as const, output_index: index, item },
    ]),
    { type: terminalTypes[response.status as keyof typeof terminalTypes], response },
  ];
}

const terminalTypes = {
  completed: 'response.completed',
  incomplete: 'response.incomplete',
  failed: 'response.failed',
} as const;

function emptied(item: ResponseOutputItem): ResponseOutputItem {
  switch (item.type) {
    case 'message':
      return { ...item, status: 'in_progress', content: [] };
    case 'function_call':
      return { ...item, status: 'in_progress', arguments: '' };
    case 'custom_tool_call':
      return { ...item, input: '' };
    default:
      return item;
  }
}

function contentEvents(item: ResponseOutputItem, output_index: number): WireEvent[] {
  const at = { item_id: item.id ?? '', output_index };
  switch (item.type) {
    case 'message':
      return item.content.flatMap((part, content_index) =>
        part.type === 'output_text' ? textEvents(part.text, { ...at, content_index }) : [],
      );
    case 'function_call': {
      const { name, arguments: args } = item;
      const deltas = pieces(args).map((delta) => ({
        type: 'response.function_call_arguments.delta' as const,
        ...at,
        delta,
      }));
      return [...deltas, { type: 'response.function_call_arguments.done', ...at, name, arguments: args }];
    }
    case 'custom_tool_call': {
      const deltas = pieces(item.input).map((delta) => ({
        type: 'response.custom_tool_call_input.delta' as const,
        ...at,
        delta,
      }));
      return [...deltas, { type: 'response.custom_tool_call_input.done', ...at, input: item.input }];
    }
    default:
      return [];
  }
}

function textEvents(text: string, at: { item_id: string; output_index: number; content_index: number }): WireEvent[] {
  const part = (partText: string) => ({ type: 'output_text' as const, text: partText, annotations: [] });
  return [
    { type: 'response.content_part.added', ...at, part: part('') },
    ...pieces(text).map((delta) => ({ type: 'response.output_text.delta' as const, ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part: part(text) },
  ];
}

/** A text in at most about forty pieces, cut between characters. */
function pieces(text: string): string[] {
  const characters = Array.from(text);
  const size = Math.max(24, Math.ceil(characters.length / 40));
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
}
