const marks = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * A text of a repository as one line for people: control characters, and those that turn or hide what follows them, are shown as a blank, and
 * what is too long is cut in its middle, since names often differ at their ends.
 */
export function plainLine(text: string, longest = 160): string {
  const line = text.replace(marks, ' ').replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  if (letters.length <= longest) return line === '' ? '(nothing)' : line;
  const half = Math.floor((longest - 3) / 2);
  return `${letters.slice(0, half).join('')} … ${letters.slice(-half).join('')}`;
}
