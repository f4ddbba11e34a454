import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import type { Rung } from './rung.ts';

/** How a provider refused a request as invalid: its `param`, where it names one, and what it said. */
export type RequestFault = { param?: string | undefined; message: string };

type Body = ResponseCreateParamsStreaming;
type Sign = { rung: Rung; sent: (body: Body) => boolean; param: RegExp; words: RegExp };

/**
 * Which part of a request a provider refuses, of those that can be left out: what `param` names, else what the message does. Undefined when it
 * is none of them that was sent. What would cost most to leave out comes last among those that fit alike.
 */
export function findRung(fault: RequestFault, body: Body): Rung | undefined {
  const sent = signs.filter((sign) => sign.sent(body));
  const { param, message } = fault;
  const named = param === undefined ? undefined : sent.find((sign) => sign.param.test(param));
  return (named ?? sent.find((sign) => sign.words.test(message)))?.rung;
}

const signs: Sign[] = [
  { rung: 'background', sent: (body) => body.background === true, param: /^background/, words: /\bbackground\b/i },
  {
    rung: 'cache-key',
    sent: (body) => body.prompt_cache_key !== undefined,
    param: /^prompt_cache_key/,
    words: /prompt_cache_key/i,
  },
  {
    rung: 'parallel-calls',
    sent: (body) => body.parallel_tool_calls !== undefined,
    param: /^parallel_tool_calls/,
    words: /parallel_tool_calls|parallel tool calls/i,
  },
  {
    rung: 'encrypted-reasoning',
    sent: (body) => body.include !== undefined,
    param: /^include/,
    words: /\binclude\b|reasoning\.encrypted_content|encrypted reasoning|'reasoning'/i,
  },
  { rung: 'store', sent: (body) => body.store !== undefined, param: /^store/, words: /\bstore\b/i },
  {
    rung: 'forced-calls',
    sent: (body) => body.tool_choice !== undefined,
    param: /^tool_choice/,
    words: /tool_choice/i,
  },
  {
    rung: 'strict-tools',
    sent: (body) => body.tools?.some((tool) => 'strict' in tool && tool.strict === true) ?? false,
    param: /\bstrict$/,
    words: /\bstrict\b/i,
  },
  {
    rung: 'custom-tools',
    sent: (body) => isCustom(body.tools) || isCustom(body.input),
    param: /^tools\b/,
    words: /\bcustom(_tool_call)?\b|\bgrammar\b|\btools?\b.{0,80}\btype\b|\btype\b.{0,80}\btools?\b/i,
  },
  {
    rung: 'output-limit',
    sent: (body) => typeof body.max_output_tokens === 'number',
    param: /^max_output_tokens/,
    words: /max_output_tokens/i,
  },
  {
    rung: 'text-format',
    sent: (body) => body.text !== undefined,
    param: /^text/,
    words: /\btext(\.format)?\b|json_schema|structured output|response format/i,
  },
  {
    rung: 'effort',
    sent: (body) => body.reasoning !== undefined,
    param: /^reasoning/,
    words: /\breasoning\b|\beffort\b/i,
  },
];

function isCustom(items: unknown): boolean {
  return Array.isArray(items) && items.some(({ type }: { type?: unknown }) => String(type).startsWith('custom'));
}
