import type { CommitInput } from '../../ports/store.ts';

/**
 * A commit's message: subject, body, and three trailers in a paragraph of their own at the end, where alone git looks for
 * trailers; so nothing that a body says can pass for one.
 */
export function commitMessage(input: CommitInput): string {
  const subject = input.subject.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const body = (input.body ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  const trailers = [
    `Drover-Migration: ${trailerValue(input.migration)}`,
    `Drover-Module: ${trailerValue(input.module)}`,
    `Drover-Step: ${trailerValue(input.step)}`,
  ];
  return [subject === '' ? trailerValue(input.step) : subject, body, trailers.join('\n')]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
    .concat('\n');
}

/**
 * A trailer is one line, and blanks at its ends are lost. So '%', control characters, line separators and blanks at the ends are
 * percent-encoded (UTF-8), as in a URL: `decodeURIComponent` gives the value back. All else stays readable.
 */
function trailerValue(value: string): string {
  return Buffer.from(value)
    .toString()
    .replace(/[%\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$/gu, encodeURIComponent);
}
