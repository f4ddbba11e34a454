const maxCharacters = 120;

/** A line of a patch or file as it goes into a message: between backticks, and cut where it is long. */
export function quoteLine(text: string): string {
  return `\`${text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text}\``;
}
