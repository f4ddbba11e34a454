import type { ConversationItem } from '../../domain/conversation.ts';
import { contentText } from '../conversation/content-text.ts';
import { message } from './message.ts';

const heads = {
  summary: 'Your own summary of the conversation before this:\n',
  log: 'What was done in the conversation before this, turn by turn:\n',
};

/** The message that stands for the part of a transcript that was dropped. */
export function carriedMessage({ how, text }: { how: 'summary' | 'log'; text: string }): ConversationItem {
  return message(`${heads[how]}${text}`);
}

/** What such a message in a conversation says, so that the next one can say it, too; empty where there is none. */
export function carriedText(items: ConversationItem[]): string {
  const texts = items.filter(({ role }) => role === 'user').map((item) => contentText(item['content']));
  const text = texts.findLast((one) => Object.values(heads).some((head) => one.startsWith(head))) ?? '';
  return text.slice(text.indexOf('\n') + 1);
}
