import { describeStrays } from './describe-strays.ts';
import type { Hunk, HunkLine } from './hunk.ts';
import type { PatchLine } from './patch-line.ts';

type Draft = { at: number; anchors: PatchLine[]; lines: HunkLine[]; headed: boolean };

const kinds = { ' ': 'keep', '-': 'remove', '+': 'add' } as const;

/** Parses an update's body into its hunks. */
export function parseHunks(body: PatchLine[]): { hunks: Hunk[]; problems: string[] } {
  const hunks: Hunk[] = [];
  const problems: string[] = [];
  const strays: PatchLine[] = [];
  let draft: Draft | undefined;
  const close = (atEnd: boolean) => {
    if (draft === undefined) return;
    const hunk = toHunk(draft, atEnd);
    if (hunk !== undefined) hunks.push(hunk);
    else if (draft.headed) problems.push(`patch line ${draft.at}: the hunk has no lines`);
    draft = undefined;
  };
  for (const line of body) {
    if (line.text.startsWith('@@')) {
      // Anchors that follow each other belong to one hunk; after lines, the next hunk begins.
      if (draft !== undefined && draft.lines.some((each) => each.bare === undefined)) close(false);
      draft = draft?.headed === true ? { ...draft, lines: [] } : { at: line.at, anchors: [], lines: [], headed: true };
      const anchor = readAnchor(line.text);
      if (anchor !== undefined) draft.anchors.push({ text: anchor, at: line.at });
    } else if (line.text.trimEnd() === '*** End of File') {
      draft ??= { at: line.at, anchors: [], lines: [], headed: true };
      close(true);
    } else if (!line.text.startsWith('\\ No newline')) {
      const hunkLine = readLine(line);
      if (hunkLine === undefined) {
        strays.push(line);
      } else {
        draft ??= { at: line.at, anchors: [], lines: [], headed: false };
        draft.lines.push(hunkLine);
      }
    }
  }
  close(false);
  return {
    hunks,
    problems: [...problems, ...describeStrays(strays, "a hunk's line begins with a blank (context), `-` or `+`")],
  };
}

function readLine({ text, at }: PatchLine): HunkLine | undefined {
  const plain = text.endsWith('\r') ? text.slice(0, -1) : text;
  if (plain === '') return { kind: 'keep', text: '', at, bare: true };
  const kind = kinds[plain[0] as keyof typeof kinds] as HunkLine['kind'] | undefined;
  return kind === undefined ? undefined : { kind, text: plain.slice(1), at };
}

/** The text behind `@@`; nothing for a bare one and for a unified diff's header, whose numbers models guess. */
function readAnchor(text: string): string | undefined {
  if (/^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/u.test(text)) return undefined;
  const anchor = text.slice(2).replace(/^ /u, '').trimEnd().replace(/ @@$/u, '');
  return anchor.trim() === '' || anchor.trim() === '@@' ? undefined : anchor;
}

function toHunk({ at, anchors, lines: drafted }: Draft, atEnd: boolean): Hunk | undefined {
  const body = drafted.slice(0, drafted.findLastIndex((line) => line.bare === undefined) + 1);
  // Empty lines behind the last one may be context or only spacing: with other lines to find they stay, marked as bare.
  const lines = body.some((line) => line.kind !== 'add') ? drafted : body;
  if (body.length === 0) return undefined;
  if (lines.some((line) => line.kind !== 'add')) return { kind: 'change', at, anchors, lines, atEnd };
  if (atEnd) return { kind: 'append', at, lines };
  return anchors.length > 0 ? { kind: 'insert', at, anchors, lines } : { kind: 'fill', at, lines };
}
