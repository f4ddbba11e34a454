import type { Finding } from '../../domain/finding.ts';
import { shorten } from './shorten.ts';

const MAX_LENGTH = 12_000;
const MAX_DETAIL_LENGTH = 1_200;

/**
 * Findings as plain text for the model's next attempt: what rejects comes first, one finding an entry, the lines of its messages indented.
 * At most 12,000 characters; what does not fit is counted.
 */
export function evidenceLines(findings: Finding[]): string {
  const rejecting = findings.filter(({ rejects }) => rejects);
  const others = findings.filter(({ rejects }) => !rejects);
  const entries = [
    ...(rejecting.length > 0 ? ['To repair:'] : []),
    ...rejecting.map(entry),
    ...(others.length > 0 ? ['For information:'] : []),
    ...others.map(entry),
  ];
  const lines: string[] = [];
  let room = MAX_LENGTH;
  for (const [index, line] of entries.entries()) {
    room -= line.length + 1;
    if (room < 0) return [...lines, `(${entries.length - index} more lines are left out)`].join('\n');
    lines.push(line);
  }
  return lines.join('\n');
}

function entry({ kind, detail }: Finding): string {
  return `- ${kind}: ${shorten(detail, MAX_DETAIL_LENGTH).replaceAll('\n', '\n    ')}`;
}
