import type { ConversationItem } from '../../domain/conversation.ts';

/** A conversation without what only the provider, key and model that made it can read: its encrypted reasoning and compacted parts. */
export function withoutEncrypted(items: ConversationItem[]): ConversationItem[] {
  return items.filter((item) => item.type !== 'reasoning' && item.type !== 'compaction');
}
