/**
 * A text file taken apart so that every byte that an edit doesn't touch survives: each line with its own ending ('' only for a last
 * line without a newline), a byte order mark apart.
 */
export type TextFile = { mark: '' | '\uFEFF'; lines: TextLine[] };

export type TextLine = { text: string; ending: '\n' | '\r\n' | '' };
