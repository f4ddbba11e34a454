import type { ConversationItem } from '../domain/conversation.ts';

/** One request to the model: a whole conversation, since requests are stateless. */
export type ModelRequest = {
  model: string;
  effort: 'low' | 'medium' | 'high' | 'xhigh';
  instructions: string;
  input: ConversationItem[];
  /** How `apply_patch` is offered: as a custom tool with its grammar, or as a function tool. */
  patchTool: 'custom' | 'function';
  /** Sent as `prompt_cache_key`, so that a module's turns share a cached prefix. */
  cacheKey: string;
  maxOutputTokens: number;
};

export type ModelReply = {
  responseId: string;
  items: ConversationItem[];
  usage: { inputTokens: number; cachedTokens: number; outputTokens: number };
  /** Why the provider cut the answer off (for instance 'max_output_tokens'); absent when it is whole. */
  incomplete?: string;
};

/** What a call ended in. Failures (network, 429, 5xx, ...) are thrown as the failures of `domain/failure.ts`. */
export type ModelOutcome = { kind: 'reply'; reply: ModelReply } | { kind: 'overflow'; message: string };

export interface Model {
  /** The exact JSON body that `respond` will send; its SHA-256 is the request hash of the journal's key. */
  body(request: ModelRequest): string;
  /**
   * Sends the request and reads the stream to its end. `key` goes along as the Idempotency-Key header.
   * `onProgress` is called for every event (to heartbeat).
   */
  respond(request: ModelRequest, key: string, signal: AbortSignal, onProgress: () => void): Promise<ModelOutcome>;
}
