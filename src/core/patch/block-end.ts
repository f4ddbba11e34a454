/**
 * The index just behind the block that a line opens: the lines below it that are indented deeper. A line at the same depth that only goes
 * on with the head (`{` alone, `) {`, `} else {`) doesn't end it. A line that opens no block gives `start + 1`.
 */
export function blockEnd(lines: readonly string[], start: number): number {
  const depth = indentation(lines[start] ?? '');
  let end = start + 1;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const deeper = indentation(line) - depth;
    if (deeper < 0 || (deeper === 0 && !goesOn(line.trim()))) break;
    end = index + 1;
  }
  return end;
}

function goesOn(line: string): boolean {
  return /^[{([]$/u.test(line) || /^[)\]}].*(?:[{([:]|=>)$/u.test(line);
}

/** Blanks in front of the text, a tab counted as one: only lines of one file are compared. */
function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
