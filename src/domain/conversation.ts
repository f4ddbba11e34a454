/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * One item of a conversation in the Responses API's own shape (message, function_call, custom_tool_call, reasoning,
 * ..._output), kept as the provider sent it: encrypted reasoning must go back unchanged.
 */
export type ConversationItem = { type: string } & { [key: string]: Json };

/** A tool call that the model asked for, whichever kind of tool carried it. */
export type ToolCall = { callId: string; carrier: 'function' | 'custom' } & (
  | {
      tool: 'shell';
      commands: string[];
      /** Seconds that each of them may take, where the model says so. */ timeout?: number;
    }
  | { tool: 'apply_patch'; patch: string }
  | { tool: 'unknown'; name: string; problem: string }
);
