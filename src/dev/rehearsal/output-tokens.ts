import type { ResponseOutputItem } from 'openai/resources/responses/responses';

/** The output tokens of a reply at four bytes each, and how many of them are reasoning. */
export function outputTokens(items: ResponseOutputItem[]): { total: number; reasoning: number } {
  const tokens = (some: ResponseOutputItem[]) =>
    some.reduce((sum, item) => sum + Math.ceil(Buffer.byteLength(written(item)) / 4), 0);
  return { total: tokens(items), reasoning: tokens(items.filter((item) => item.type === 'reasoning')) };
}

/** What a model writes for an item. */
function written(item: ResponseOutputItem): string {
  switch (item.type) {
    case 'message':
      return item.content.map((part) => (part.type === 'output_text' ? part.text : part.refusal)).join('');
    case 'function_call':
      return `${item.name}${item.arguments}`;
    case 'custom_tool_call':
      return `${item.name}${item.input}`;
    case 'reasoning':
      return item.encrypted_content ?? '';
    default:
      return '';
  }
}
