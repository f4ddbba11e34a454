import { applyEdits } from './apply-edits.ts';
import { decodeText } from './decode-text.ts';
import { encodeText } from './encode-text.ts';
import type { Hunk } from './hunk.ts';
import { indexLines } from './line-index.ts';
import { locateHunks } from './locate-hunks.ts';

export type UpdatedContent = { kind: 'content'; content: Uint8Array } | { kind: 'problems'; problems: string[] };

/** Applies an update's hunks to a file's bytes. `at` is the patch line of the update; problems come without the path. */
export function updateContent(content: Uint8Array, hunks: readonly Hunk[], at: number): UpdatedContent {
  if (hunks.length === 0) return { kind: 'content', content };
  const file = decodeText(content);
  if (file === undefined)
    return {
      kind: 'problems',
      problems: [`patch line ${at}: the file is not UTF-8 text, so that a patch cannot update it`],
    };
  const { edits, problems } = locateHunks(indexLines(file.lines.map((line) => line.text)), hunks);
  if (problems.length > 0) return { kind: 'problems', problems };
  const edited = applyEdits(file, edits);
  return edited.kind === 'text' ? { kind: 'content', content: encodeText(edited.file) } : edited;
}
