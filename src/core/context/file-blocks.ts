import { outline } from '../outline/outline.ts';
import type { ContextFile } from './context-file.ts';

const outlineCharacters = 6_000;

/**
 * Files as lines of a context: whole where they fit into so many characters, else their outlines with the lines' numbers; what is left out
 * is named with its size, so that the model can read it with the shell.
 */
export function fileBlocks(files: ContextFile[], characters: number): string[] {
  const lines: string[] = [];
  const leftOut: string[] = [];
  let room = characters;
  for (const { path, text } of files) {
    if (text !== undefined && text.length <= room) {
      room -= text.length;
      lines.push(`=== FILE ${path}`, text.replace(/\n$/, ''), `=== END FILE ${path}`, '');
      continue;
    }
    const outlined = text === undefined ? undefined : outline(path, text, Math.min(room, outlineCharacters));
    if (outlined !== undefined) {
      room -= outlined.length;
      lines.push(
        `=== OUTLINE ${path} (${sizeOf(text)}; line numbers and first lines alone)`,
        outlined,
        '=== END OUTLINE',
        '',
      );
    } else leftOut.push(`${path} (${text === undefined ? 'not text' : sizeOf(text)})`);
  }
  if (leftOut.length > 0) lines.push('Not shown, read them with the shell:', ...leftOut.map((path) => `- ${path}`), '');
  return lines;
}

function sizeOf(text: string | undefined): string {
  return `${text?.length ?? 0} characters`;
}
