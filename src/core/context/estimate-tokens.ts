const bytesPerToken = 4;
/** What providers charge for a large picture; its bytes as text would be a hundred times as many. */
const imageTokens = 1_600;

/** About how many tokens items or a text have, at four bytes each; the true count comes with a reply's usage. */
export function estimateTokens(content: unknown): number {
  let images = 0;
  const withoutImages = (_name: string, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('data:image/')) return value;
    images += 1;
    return '';
  };
  const text = typeof content === 'string' ? content : JSON.stringify(content, withoutImages);
  return Math.ceil(new TextEncoder().encode(text).length / bytesPerToken) + images * imageTokens;
}
