import Table from 'cli-table3';

const none = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
  ].map((place) => [place, '']),
);

/** Aligned columns under a head, two blanks apart and without lines, which a pipe and a reader can take alike. */
export function table(
  head: string[],
  rows: (string | number | undefined)[][],
  align: ('left' | 'right')[] = [],
): string {
  const made = new Table({
    head,
    chars: { ...none, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => align[column] ?? 'left'),
  });
  for (const row of rows) made.push(row.map((cell) => (cell === undefined ? '-' : String(cell))));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
