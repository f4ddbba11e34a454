import { contentText } from '../../core/conversation/content-text.ts';
import type { ConversationItem, Json } from '../../domain/conversation.ts';
import { readImageReference } from '../../core/images/image-reference.ts';
import { count } from '../../core/text/human-units.ts';

/** One item of a conversation for a person: what it is in a few words, and its text. */
export function itemLines(item: ConversationItem): { title: string; text: string } {
  const call = [item['name'], item['call_id']].filter((part) => typeof part === 'string').join(' ');
  switch (item.type) {
    case 'message':
      return {
        title: word(item['role']),
        text: [contentText(item['content']), ...pictures(item['content'])].join('\n'),
      };
    case 'reasoning':
      return { title: `reasoning${sealed(item['encrypted_content'])}`, text: contentText(item['summary']) };
    case 'function_call':
      return { title: `call ${call}`, text: readable(word(item['arguments'])) };
    case 'custom_tool_call':
      return { title: `call ${call}`, text: word(item['input']) };
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { title: `output ${call}`, text: contentText(item['output']) };
    default:
      return { title: `${item.type}${sealed(item['encrypted_content'])}`, text: JSON.stringify(item, shorten, 2) };
  }
}

function word(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Arguments are JSON, in which a command's lines are hard to read. */
function readable(text: string): string {
  try {
    const fields = Object.entries(JSON.parse(text) as object);
    return fields
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n');
  } catch {
    return text;
  }
}

function pictures(content: Json | undefined): string[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part) || part['type'] !== 'input_image') return [];
    const named = readImageReference(part['image_url']);
    if (named !== undefined) return [`[${named.type}, blob ${named.blob}]`];
    const [, type = 'image', data = ''] = /^data:([^;]+);base64,(.*)$/s.exec(word(part['image_url'])) ?? [];
    return [`[${type}, ${count(Math.floor((data.length * 3) / 4), 'byte')}]`];
  });
}

function sealed(value: Json | undefined): string {
  return typeof value === 'string' ? `, encrypted: ${count(value.length, 'character')}` : '';
}

/** What is encrypted tells nobody anything. */
function shorten(name: string, value: unknown): unknown {
  return name === 'encrypted_content' && typeof value === 'string' ? `(${count(value.length, 'character')})` : value;
}
