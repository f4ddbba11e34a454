/** Cuts a long text in its middle, and says so: the beginning names what was run, the end how it went. */
export function shortenMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half)}\n[... ${text.length - 2 * half} characters left out; the blobs have all of it ...]\n${text.slice(-half)}`;
}
