import { contentText } from '../conversation/content-text.ts';
import type { ConversationItem } from '../../domain/conversation.ts';

/** The JSON value that a reply holds as its text, or as the arguments of the one function that was offered; undefined where there is none. */
export function readAnswer(items: ConversationItem[], name: string): unknown {
  const call = items.find((item) => item.type === 'function_call' && item['name'] === name);
  const said = items.filter(({ type }) => type === 'message').map((item) => contentText(item['content']));
  const text = typeof call?.['arguments'] === 'string' ? call['arguments'] : said.join('');
  // Some providers wrap JSON into a fence of Markdown.
  const [, fenced = text] = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text) ?? [];
  try {
    return JSON.parse(fenced) as unknown;
  } catch {
    return undefined;
  }
}
