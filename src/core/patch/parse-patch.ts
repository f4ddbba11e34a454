import { findEnvelope } from './find-envelope.ts';
import { parseSections } from './parse-sections.ts';
import type { Section } from './section.ts';
import { splitPatch } from './split-patch.ts';

/**
 * Parses the patch format that the codex models write:
 *
 *     patch       = "*** Begin Patch" LF { section } "*** End Patch"
 *     section     = add | delete | update
 *     add         = "*** Add File: " path LF { "+" text LF }
 *     delete      = "*** Delete File: " path LF
 *     update      = "*** Update File: " path LF [ "*** Move to: " path LF ] { hunk }
 *     hunk        = { "@@" [ " " anchor ] LF } { line } [ "*** End of File" LF ]
 *     line        = ( " " | "-" | "+" ) text LF
 *
 * An anchor is a line of the file above the place that is meant; several narrow each other down. The first hunk may leave out its
 * `@@`. Also understood, because models write it: text around the one pair of markers; indented or CRLF markers; a line of context
 * that lost its only blank; `@@ -1,3 +1,3 @@`, whose numbers and heading are not believed; `\ No newline at end of file`.
 *
 * Parsing goes on after a fault, so that all of them can be told at once: `problems` are those of the patch as a whole, the others are
 * in their section.
 */
export function parsePatch(patch: string): { sections: Section[]; problems: string[] } {
  const envelope = findEnvelope(splitPatch(patch));
  if (envelope.kind === 'missing') return { sections: [], problems: [envelope.problem] };
  const { sections, problems } = parseSections(envelope.lines);
  if (sections.length === 0 && problems.length === 0) problems.push('the patch is empty: it names no file');
  return { sections, problems };
}
