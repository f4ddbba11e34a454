import type { ConversationItem } from '../../domain/conversation.ts';
import { contentText } from '../conversation/content-text.ts';
import { toolCalls } from '../conversation/tool-calls.ts';
import { conversationBlocks } from './conversation-blocks.ts';

const wordsCharacters = 300;
const outputCharacters = 120;

/**
 * What the turns of a transcript did, a line for each thing: the model's words, its commands and patches, and how each came out. It is
 * made without a model, for when no summary is to be had; the newest lines come last, and the oldest are left out where it gets too long.
 */
export function turnLog(items: ConversationItem[], maxCharacters: number): string {
  const lines = conversationBlocks(items).flatMap(blockLines);
  let room = maxCharacters;
  const fitting = lines.toReversed().findIndex((line) => (room -= line.length + 1) < 0);
  const kept = fitting === -1 ? lines : lines.slice(lines.length - fitting);
  const left = lines.length - kept.length;
  return [...(left > 0 ? [`(${left} older lines left out)`] : []), ...kept].join('\n');
}

function blockLines(block: ConversationItem[]): string[] {
  const said = block
    .filter(({ type }) => type === 'message')
    .map((item) => contentText(item['content']).trim())
    .filter((text) => text !== '')
    .map((text) => `- said: ${oneLine(text, wordsCharacters)}`);
  const outputs = new Map(
    block
      .filter(({ type }) => type.endsWith('_output'))
      .map((item) => [contentText(item['call_id']), contentText(item['output'])]),
  );
  const calls = toolCalls(block).map((call) => {
    const output = oneLine(outputs.get(call.callId) ?? 'no output', outputCharacters);
    const asked =
      call.tool === 'shell'
        ? call.commands.join(' && ')
        : call.tool === 'apply_patch'
          ? patched(call.patch)
          : call.name;
    return `- ${call.tool}: ${oneLine(asked, wordsCharacters)}: ${output}`;
  });
  return [...said, ...calls];
}

function patched(patch: string): string {
  return [...patch.matchAll(/^\*\*\* (?:Add|Delete|Update) File: (.+)$/gm)].map(([, path]) => path).join(', ');
}

function oneLine(text: string, most: number): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most)}…`;
}
