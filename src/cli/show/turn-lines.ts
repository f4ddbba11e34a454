import type { TurnResource } from '../../api/resources/turn-resource.ts';
import { count, usd } from '../../core/text/human-units.ts';
import type { ConversationItem, Json } from '../../domain/conversation.ts';
import { itemLines } from './item-lines.ts';

type Request = NonNullable<TurnResource['request']>;
type Body = Request['body'] & { instructions?: string; tools?: Json };

/**
 * A turn for a person to read: what was sent, what came back, what the tools made of it. What the turn before had already is a line, unless
 * `whole` is wanted.
 */
export function turnLines(turn: TurnResource, whole: boolean): string[] {
  const { request, reply, calls, usage, recorded, incomplete, commit } = turn;
  const tokens = (number: number) => number.toLocaleString('en-US');
  return [
    `Round ${turn.round}, attempt ${turn.attempt}, turn ${turn.turn}`,
    `${tokens(usage.inputTokens)} tokens in (${tokens(usage.cachedTokens)} of them cached), ${tokens(usage.outputTokens)} out, ${usd(usage.microUsd)} at list prices`,
    ...(recorded ? ['The reply came from the journal: it was paid for before a restart.'] : []),
    ...(incomplete === undefined ? [] : [`The provider cut the reply off: ${incomplete}`]),
    ...(request === undefined ? section('Request: it was not kept') : requestLines(request, whole)),
    ...section(`Reply: ${count(reply.items.length, 'item')}, ${reply.digest}`),
    ...reply.items.flatMap((item, index) => numbered(item as ConversationItem, index)),
    ...section(calls.length === 0 ? 'Tools: none was asked for' : `Tools: ${count(calls.length, 'call')}`),
    ...calls.flatMap(({ tool, callId, input, output }) => [
      ...part(`${tool} ${callId}`, input),
      ...part(`  what came of it`, output ?? 'it has not been run'),
    ]),
    ...(commit === undefined ? [] : ['', `Commit: ${commit}`]),
  ];
}

function requestLines({ digest, bytes, known, body }: Request, whole: boolean): string[] {
  const { model, input, instructions, tools, ...settings } = body as Body;
  const left = whole ? 0 : Math.min(known, input.length);
  const shown = input.slice(left);
  return [
    ...section(`Request: ${model}, ${count(input.length, 'item')}, ${count(bytes, 'byte')}, ${digest}`),
    ...part('settings', JSON.stringify(settings)),
    ...(left > 0
      ? [`── instructions, tools and items 1 to ${left}: as in the turn before (--whole shows them)`]
      : [...part('instructions', instructions ?? ''), ...part('tools', JSON.stringify(tools ?? [], null, 2))]),
    ...shown.flatMap((item, index) => numbered(item as ConversationItem, left + index)),
  ];
}

function numbered(item: ConversationItem, index: number): string[] {
  const { title, text } = itemLines(item);
  return part(`${index + 1}: ${title}`, text);
}

function section(title: string): string[] {
  return ['', `══ ${title}`];
}

function part(title: string, text: string): string[] {
  return [`── ${title}`, ...(text.trim() === '' ? [] : [text.trimEnd(), ''])];
}
