import type { Starts } from './measure-starts.ts';

/** One table, in Markdown. */
export function describeStarts(starts: Starts, files: number): string {
  const rows: [string, number[]][] = [
    ['cold: nothing of the repository known', starts.cold],
    ['warm: the next commit changes 10 files', starts.tenFiles],
    ['warm: the next commit changes 1 of them back', starts.oneFile],
  ];
  return [
    `| ${files.toLocaleString('en-US')} files, to the command's first instruction | median ms | p95 ms | of |`,
    '|---|---|---|---|',
    ...rows.map(([name, times]) => `| ${name} | ${at(times, 0.5)} | ${at(times, 0.95)} | ${times.length} |`),
  ].join('\n');
}

function at(times: number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN).toFixed(0);
}
