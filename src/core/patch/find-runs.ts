/**
 * All indexes at which the run of lines begins in the file, in linear time (Knuth, Morris and Pratt): both are hostile input, and the
 * plain way takes minutes on long files of equal lines.
 */
export function findRuns(lines: readonly string[], run: readonly string[]): number[] {
  if (run.length === 0 || run.length > lines.length) return [];
  const borders = borderLengths(run);
  const starts: number[] = [];
  let matched = 0;
  for (const [index, line] of lines.entries()) {
    while (matched > 0 && line !== run[matched]) matched = borders[matched - 1] ?? 0;
    if (line === run[matched]) matched += 1;
    if (matched === run.length) {
      starts.push(index - run.length + 1);
      matched = borders[matched - 1] ?? 0;
    }
  }
  return starts;
}

/** For each beginning of the run, the length of its longest proper beginning that is also its end. */
function borderLengths(run: readonly string[]): number[] {
  const borders = [0];
  let length = 0;
  for (let index = 1; index < run.length; index += 1) {
    while (length > 0 && run[index] !== run[length]) length = borders[length - 1] ?? 0;
    if (run[index] === run[length]) length += 1;
    borders.push(length);
  }
  return borders;
}
