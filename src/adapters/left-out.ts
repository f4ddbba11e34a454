import type { Capture } from '../ports/checkouts.ts';

const maxLines = 200;
const maxPathCharacters = 300;

/** Collects what is not taken: the first 200 paths with their reasons, and how many more there are. */
export type LeftOut = {
  add(path: string, reason: string): void;
  /** The lines, sorted by path. */
  lines(): Capture['leftOut'];
};

/** A command can leave millions of links behind; the list goes into prompts and workflow histories, so it has a limit. */
export function collectLeftOut(): LeftOut {
  const lines: Capture['leftOut'] = [];
  let total = 0;
  return {
    add(path, reason) {
      total += 1;
      if (total <= maxLines) lines.push({ path: printable(path), reason });
    },
    lines() {
      const sorted = [...lines].sort((a, b) => (a.path < b.path ? -1 : 1));
      if (total > maxLines)
        sorted.push({ path: '.', reason: `${total - maxLines} more paths are left out and not listed` });
      return sorted;
    },
  };
}

/** A hostile name must not write lines of its own, or move a terminal's cursor. */
function printable(path: string): string {
  const visible = path.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
  return visible.length <= maxPathCharacters ? visible : `${visible.slice(0, maxPathCharacters)}…`;
}
