import type { ConversationItem, Json } from '../domain/conversation.ts';

/** One request to the model: a whole conversation, since requests are stateless. */
export type ModelRequest = {
  model: string;
  effort: 'low' | 'medium' | 'high' | 'xhigh';
  instructions: string;
  input: ConversationItem[];
  /** How `apply_patch` is offered: as a custom tool with its grammar, or as a function tool. */
  patchTool: 'custom' | 'function';
  /** Whether encrypted reasoning is asked for and sent back; true unless said otherwise. */
  encryptedReasoning?: boolean;
  /**
   * Set where the whole answer is to be one JSON value of this schema, and no tools are offered: as the reply's text, or as the arguments of a
   * function that is forced, for providers that know no other way.
   */
  answer?: { name: string; description: string; schema: { [name: string]: Json }; as?: 'text' | 'function' };
  /** Demands a call of this tool; by default the model decides. */
  demand?: 'shell' | 'apply_patch';
  /** Whether the reply is made in the background where the provider has that, and kept there for a while; false unless said otherwise. */
  background?: boolean;
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

/** How a reply that is made in the background is found again after a crash. */
export type Resume = {
  /** The response's id, where the request was sent before and no reply is recorded. */
  responseId?: string;
  /** Called as soon as the provider has named the response; nothing more is read until it resolves. */
  began: (responseId: string) => Promise<void>;
  /** Called before the request is sent again, since the provider no longer has the reply, or it ended without one. */
  resent: () => Promise<void>;
};

/** What a call ended in. Failures (network, 429, 5xx, ...) are thrown as the failures of `domain/failure.ts`. */
export type ModelOutcome = { kind: 'reply'; reply: ModelReply } | { kind: 'overflow'; message: string };

/**
 * What a remote compaction ended in. `compacted.items` take the place of the request's whole input, as they are; 'unsupported': this
 * provider can't do it for this request (it lacks the endpoint, or refused), and other means have to.
 */
export type CompactOutcome =
  | { kind: 'compacted'; items: ConversationItem[]; usage: ModelReply['usage'] }
  | { kind: 'unsupported'; message: string };

export interface Model {
  /** The exact JSON body that `respond` will send; its SHA-256 is the request hash of the journal's key. */
  body(request: ModelRequest): string;
  /**
   * Sends the request and reads the stream to its end. `key` goes along as the Idempotency-Key header.
   * `onProgress` is called for every event (to heartbeat). With `resume`, a reply in the background is waited for by its id where there is one.
   */
  respond(
    request: ModelRequest,
    key: string,
    signal: AbortSignal,
    onProgress: () => void,
    resume?: Resume,
  ): Promise<ModelOutcome>;
  /** Ends a reply in the background that nobody waits for any more, so that it costs no more. Never rejects: it is best effort. */
  cancel(responseId: string): Promise<void>;
  /** The exact JSON body that `compact` will send, for its hash in the journal's key. */
  compactionBody(request: ModelRequest): string;
  /** Asks the provider to shorten the request's input (POST /responses/compact), which it charges like a reply; the rest as in `respond`. */
  compact(request: ModelRequest, key: string, signal: AbortSignal, onProgress: () => void): Promise<CompactOutcome>;
}
