import type { Finding } from '../../src/domain/finding.ts';

const shownCharacters = 200;

/** The first line of a finding, for lists: runners put stack traces into their messages. The whole stands in the evidence. */
export function findingLine({ kind, detail }: Finding): string {
  const [line = ''] = `${kind}: ${detail}`.split('\n');
  return line.replace(/\]? ?\{$/, '').slice(0, shownCharacters);
}
