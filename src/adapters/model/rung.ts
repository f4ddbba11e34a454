/**
 * What a request asks of a provider beyond the plainest form that every server takes. Each one can be left out: custom tools become functions,
 * encrypted reasoning is not asked for and not sent back, a reply in the background becomes a stream, and the other fields are not sent.
 */
export type Rung =
  | 'background'
  | 'custom-tools'
  | 'encrypted-reasoning'
  | 'cache-key'
  | 'store'
  | 'parallel-calls'
  | 'strict-tools'
  | 'effort'
  | 'output-limit'
  | 'text-format'
  | 'forced-calls';

/** For people: what is done from now on at a provider that refuses it. */
export const withoutRung: Record<Rung, string> = {
  background: 'replies in the background: they are streamed',
  'custom-tools': 'custom tools: apply_patch is offered as a function',
  'encrypted-reasoning': 'encrypted reasoning: the model thinks anew each turn',
  'cache-key': 'prompt_cache_key: it is left out',
  store: 'store: it is left out, so the provider may keep replies',
  'parallel-calls': 'parallel_tool_calls: it is left out',
  'strict-tools': 'strict tools: arguments are checked by Drover alone',
  effort: 'reasoning.effort: it is left out, so all efforts are the same',
  'output-limit': "max_output_tokens: it is left out, so the provider's own limit holds",
  'forced-calls': 'tool_choice: calls are asked for and not forced',
  'text-format': 'text.format: answers of a given shape are asked for as the arguments of a function',
};
