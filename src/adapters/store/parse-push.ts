/** What `git push --porcelain` says of one ref: `FLAG\tFROM:TO\tSUMMARY`. Source: git-push(1), OUTPUT. */
export type PushLine = { flag: ' ' | '+' | '-' | '*' | '!' | '='; summary: string };

/** The line of the one ref that was pushed; undefined if git did not get so far. */
export function parsePush(output: string): PushLine | undefined {
  const match = /^([ +\-*!=])\t[^\t\n]*\t(.*)$/m.exec(output);
  if (match === null) return undefined;
  return { flag: match[1] as PushLine['flag'], summary: match[2] ?? '' };
}
