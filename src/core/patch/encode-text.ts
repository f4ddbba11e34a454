import type { TextFile } from './text-file.ts';

/** Puts a file together again, byte for byte. */
export function encodeText(file: TextFile): Uint8Array {
  return new TextEncoder().encode(file.mark + file.lines.map((line) => line.text + line.ending).join(''));
}
