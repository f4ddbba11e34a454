import type { Rung } from './rung.ts';

/** A line as it is compared on a rung: two lines are equal there when their folded forms are. */
export function foldLine(text: string, rung: Rung): string {
  switch (rung) {
    case 'exact':
      return text;
    case 'trailing-blanks':
      return text.trimEnd();
    case 'blanks':
      return text.trim();
    case 'unicode':
      if (/^[\x21-\x7E]*$/u.test(text)) return text;
      return text
        .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-')
        .replace(/[\u2018-\u201B\u2032]/gu, "'")
        .replace(/[\u201C-\u201F\u2033]/gu, '"')
        .replace(/[\p{Space_Separator}\t]/gu, ' ')
        .trim();
  }
}
