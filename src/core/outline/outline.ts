import { outlineScript } from './outline-script.ts';
import { outlineTree } from './outline-tree.ts';

const lineCharacters = 160;

/**
 * A file's outline: the lines at which it declares functions, classes, types and what it exports, each with its number, at most so many characters. Undefined
 * for files of languages without a parser, and where there is nothing to tell.
 */
export function outline(path: string, text: string, maxCharacters: number): string | undefined {
  const starts = outlineScript(path, text) ?? outlineTree(path, text);
  if (starts === undefined || starts.length === 0) return undefined;
  const source = text.split('\n');
  const lines = [...new Set(starts)]
    .sort((one, other) => one - other)
    .map((line) => `${line}: ${(source[line - 1] ?? '').trimEnd().slice(0, lineCharacters)}`);
  let room = maxCharacters;
  const over = lines.findIndex((line) => (room -= line.length + 1) < 0);
  if (over === -1) return lines.join('\n');
  return over === 0 ? undefined : [...lines.slice(0, over), `(${lines.length - over} more)`].join('\n');
}
