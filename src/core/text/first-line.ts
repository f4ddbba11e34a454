const shownCharacters = 300;

/** The first line of a reason, for lists: what follows it is a command's output, which `drover logs` shows whole. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  const isCut = line.length > shownCharacters || text.trim().includes('\n');
  return isCut ? `${line.slice(0, shownCharacters)} …` : line;
}
