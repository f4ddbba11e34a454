import type { PatchLine } from './patch-line.ts';

export type Envelope = { kind: 'found'; lines: PatchLine[] } | { kind: 'missing'; problem: string };

/**
 * Finds the lines between `*** Begin Patch` and `*** End Patch`. What stands around them (prose, a code fence, a here-document) does
 * not count, but there must be exactly one pair, or a part of what was meant would be left out in silence.
 */
export function findEnvelope(lines: PatchLine[]): Envelope {
  const begins = markers(lines, 'Begin');
  const ends = markers(lines, 'End');
  const [begin] = begins;
  const [end] = ends;
  if (begin === undefined) return missing('the line `*** Begin Patch` is missing: a patch begins with it');
  if (end === undefined) {
    return missing(
      `the line \`*** End Patch\` is missing: the patch that begins at line ${begin + 1} may have been cut off; send all of it again`,
    );
  }
  if (begins.length > 1 || ends.length > 1) {
    return missing(
      `there must be one \`*** Begin Patch\` and one \`*** End Patch\`, but they stand at lines ${[...begins, ...ends].map((index) => index + 1).join(', ')}; put all files into one patch`,
    );
  }
  if (end < begin)
    return missing(`\`*** End Patch\` (line ${end + 1}) stands before \`*** Begin Patch\` (line ${begin + 1})`);
  return { kind: 'found', lines: lines.slice(begin + 1, end) };
}

function missing(problem: string): Envelope {
  return { kind: 'missing', problem };
}

/**
 * The indexes of a marker's lines. An indented marker counts only where there is no other one, and an indented end only as the last
 * line: elsewhere it could be context from a file about patches.
 */
function markers(lines: PatchLine[], name: 'Begin' | 'End'): number[] {
  const marker = `*** ${name} Patch`;
  const plain = indexesOf(lines, (text) => text.trimEnd() === marker);
  if (plain.length > 0) return plain;
  const indented = indexesOf(lines, (text) => text.trim() === marker);
  if (name === 'Begin') return indented;
  const last = lines.findLastIndex((line) => line.text.trim() !== '');
  return indented.filter((index) => index === last);
}

function indexesOf(lines: PatchLine[], test: (text: string) => boolean): number[] {
  return lines.flatMap((line, index) => (test(line.text) ? [index] : []));
}
