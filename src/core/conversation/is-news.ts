import type { ConversationItem } from '../../domain/conversation.ts';
import { contentText } from './content-text.ts';

/** True when a tool's output says what no output of the conversation so far has said; how long a command took does not count. */
export function isNews(items: ConversationItem[], output: string): boolean {
  const said = withoutTime(output);
  return !items.some((item) => item.type.endsWith('_output') && withoutTime(contentText(item['output'])) === said);
}

function withoutTime(output: string): string {
  return output.replaceAll(/^time: .*$/gm, '');
}
