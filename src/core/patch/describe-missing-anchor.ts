import type { LineIndex } from './line-index.ts';
import { mostSimilarLine } from './most-similar-line.ts';
import type { PatchLine } from './patch-line.ts';
import { quoteLine } from './quote-line.ts';

/** Says that the file has no line like an anchor, and which one comes nearest. */
export function describeMissingAnchor(index: LineIndex, anchor: PatchLine): string {
  const similar = mostSimilarLine(index.texts, anchor.text);
  const hint =
    similar === undefined
      ? 'write a line of the file as it stands there, or leave the anchor out'
      : `the most similar line is line ${similar + 1}: ${quoteLine(index.texts[similar] ?? '')}`;
  return `patch line ${anchor.at}: the anchor ${quoteLine(anchor.text)} is not in the file, or not below the anchors before it; ${hint}`;
}
