import { refusePath } from '../paths/refuse-path.ts';
import { findEnvelope } from './find-envelope.ts';
import { isOversize } from './is-oversize.ts';
import { parseSections } from './parse-sections.ts';
import { splitPatch } from './split-patch.ts';

/**
 * All paths that a patch names, the targets of moves included, once each and in the patch's order: what `applyPatch` needs to read. A
 * malformed patch gives those that can be made out; paths that may never be written are left out, since nobody should even look for them.
 */
export function patchPaths(patch: string): string[] {
  if (isOversize(patch)) return [];
  const lines = splitPatch(patch);
  const envelope = findEnvelope(lines);
  const { sections } = parseSections(envelope.kind === 'found' ? envelope.lines : lines);
  const paths = sections.flatMap((section) =>
    section.kind === 'update' && section.moveTo !== undefined ? [section.path, section.moveTo.path] : [section.path],
  );
  return [...new Set(paths)].filter((path) => refusePath(path, true) === undefined);
}
