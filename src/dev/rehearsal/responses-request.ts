import { z } from 'zod';
import type { ConversationItem } from '../../domain/conversation.ts';

/** The parts of a Responses API request that the rehearsal reads; others are let through, as compatible servers do. */
export const ResponsesRequest = z.looseObject({
  model: z.string().min(1),
  instructions: z.string().nullish(),
  input: z.union([z.string().min(1), z.array(z.json()).min(1)]).transform(asItems),
  tools: z.array(z.looseObject({ type: z.string(), name: z.string().optional() })).nullish(),
  tool_choice: z.union([z.string(), z.looseObject({ type: z.string(), name: z.string().optional() })]).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  prompt_cache_key: z.string().max(64).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  stream: z.boolean().nullish(),
  background: z.boolean().nullish(),
  store: z.boolean().nullish(),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;

/** A plain text is one user message, and an item without a type is a message. */
function asItems(input: string | z.core.util.JSONType[], context: z.RefinementCtx): ConversationItem[] {
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return input.map((item, index) => {
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
    if (isObject && typeof item['type'] === 'string') return item as ConversationItem;
    if (isObject && item['type'] === undefined && typeof item['role'] === 'string') return { ...item, type: 'message' };
    context.addIssue({
      code: 'custom',
      path: [index],
      message: 'expected an item with a type, or a message with a role',
    });
    return z.NEVER;
  });
}
