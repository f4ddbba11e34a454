import type { ConversationItem } from '../../domain/conversation.ts';
import { contentText } from '../conversation/content-text.ts';
import { conversationBlocks } from './conversation-blocks.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { shortenOutput } from './shorten-output.ts';

/** Characters of an output that is cut so that its turn fits. */
const cutOutput = 2_000;

export type NewestTurns = {
  items: ConversationItem[];
  kept: number;
  dropped: number;
  /** True when nothing is missing: no turn, and no part of an output. */
  whole: boolean;
};

/**
 * The newest turns of a transcript that fit into so many tokens, oldest first. Where not even the newest one fits, its outputs are cut in
 * their middle; where that is not enough, nothing is kept.
 */
export function newestTurns(items: ConversationItem[], tokens: number): NewestTurns {
  const blocks = conversationBlocks(items);
  const kept: ConversationItem[][] = [];
  let room = tokens;
  for (const block of blocks.toReversed()) {
    const whole = estimateTokens(block) <= room;
    const fitting = whole || kept.length > 0 ? block : block.map(cut);
    const size = estimateTokens(fitting);
    if (size > room) break;
    kept.unshift(fitting);
    room -= size;
    if (!whole) break;
  }
  const newest = kept.flat();
  const all = blocks.flat();
  const whole = newest.length === all.length && newest.every((item, index) => item === all[index]);
  return { items: newest, kept: kept.length, dropped: blocks.length - kept.length, whole };
}

function cut(item: ConversationItem): ConversationItem {
  if (!item.type.endsWith('_output')) return item;
  return { ...item, output: shortenOutput(contentText(item['output']), cutOutput) };
}
