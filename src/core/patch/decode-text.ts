import type { TextFile, TextLine } from './text-file.ts';

/** Takes a file's bytes apart; undefined when they are not UTF-8. */
export function decodeText(content: Uint8Array): TextFile | undefined {
  const text = decodeUtf8(content);
  if (text === undefined) return undefined;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const pieces = text.slice(mark.length).split('\n');
  const last = pieces.pop() ?? '';
  const lines = pieces.map((piece): TextLine => {
    return piece.endsWith('\r') ? { text: piece.slice(0, -1), ending: '\r\n' } : { text: piece, ending: '\n' };
  });
  if (last !== '') lines.push({ text: last, ending: '' });
  return { mark, lines };
}

function decodeUtf8(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}
