/** About 10,000 tokens: what the codex models are used to seeing of one tool's output. */
const maxCharacters = 40_000;

/** Keeps the head and the tail of a long output, half each, and says how much is missing between them. */
export function shortenOutput(text: string, limit = maxCharacters): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  return `${text.slice(0, half)}\n[… ${text.length - 2 * half} characters left out …]\n${text.slice(-half)}`;
}
