import { contentText } from '../../core/conversation/content-text.ts';
import type { ConversationItem } from '../../domain/conversation.ts';

/** What the demo's brain takes from a conversation. */
export type Conversation = {
  /** The path in the line `Module: PATH`. */
  module: string | undefined;
  /** The files that were shown at the start, by path. */
  files: Map<string, string>;
  /** The newest `Attempt N of M.`; 1 when nothing says so. */
  attempt: number;
  /** What the newest attempt's message says besides its frame: why the attempt before was refused, a line each. */
  refusal: string[];
  /** The names of the tools called since the newest attempt began, in order. */
  calls: string[];
  /** What those calls gave back, as text. */
  outputs: string[];
};

/** The lines that every attempt's message has. */
const frame =
  /^(Attempt \d+ of |Changed so far: |Changed by the other modules of its group: |Nothing has been changed so far\.|The conversation before this )/;

/** Reads the Responses API's items: messages whose content is a string or parts, calls of both kinds and their outputs. */
export function readConversation(items: ConversationItem[]): Conversation {
  const conversation: Conversation = {
    module: undefined,
    files: new Map(),
    attempt: 1,
    refusal: [],
    calls: [],
    outputs: [],
  };
  for (const item of items) {
    if (isUserMessage(item)) readMessage(conversation, contentText(item['content']));
    else if (item.type.endsWith('_call')) conversation.calls.push(contentText(item['name']));
    else if (item.type.endsWith('_call_output')) conversation.outputs.push(contentText(item['output']));
  }
  return conversation;
}

function isUserMessage(item: ConversationItem): boolean {
  return item.type === 'message' && item['role'] === 'user';
}

function readMessage(conversation: Conversation, text: string): void {
  conversation.module ??= /^Module: (.+)$/m.exec(text)?.[1];
  for (const [, path = '', content = ''] of text.matchAll(/^=== FILE (.+)\n([\s\S]*?)\n=== END FILE \1$/gm)) {
    conversation.files.set(path, `${content}\n`);
  }
  const attempt = /^Attempt (\d+) of \d+\./m.exec(text);
  if (attempt === null) return;
  conversation.attempt = Number(attempt[1]);
  conversation.refusal = text.split('\n').filter((line) => line.trim() !== '' && !frame.test(line));
  conversation.calls = [];
  conversation.outputs = [];
}
