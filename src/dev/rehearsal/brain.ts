import type { ConversationItem, Json } from '../../domain/conversation.ts';

/** What a rehearsal brain sees: the request's conversation and tools, nothing else; its answer depends on this alone. */
export type BrainRequest = {
  instructions: string;
  items: ConversationItem[];
  tools: { name: string; kind: 'function' | 'custom' }[];
};

/** One turn's answer: text, or tool calls, or both. No calls means that the model says it is done. */
export type BrainAnswer = { text?: string; calls: BrainCall[] };

export type BrainCall =
  | { tool: 'shell'; command: string }
  | { tool: 'apply_patch'; patch: string }
  /** A function tool of another harness than Drover, which has its own names. */
  | { tool: 'other'; name: string; arguments: { [name: string]: Json } };

/** A rule-based stand-in for a model: says what to answer to a conversation. */
export type Brain = (request: BrainRequest) => BrainAnswer;
