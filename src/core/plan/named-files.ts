/**
 * The files of a repository that a text names, as a command line or a script does: words between blanks, quotes and the shell's own
 * signs that are paths from the repository's root, with or without './'.
 */
export function namedFiles(text: string, isFile: (path: string) => boolean): string[] {
  const words = text.split(/[\s"'`;&|()<>=,]+/).map((word) => word.replace(/^(?:\.\/)+/, ''));
  return [...new Set(words)].filter((word) => word !== '' && isFile(word));
}
