import type { FileChange } from '../../domain/file-change.ts';
import { parentPaths } from '../paths/parent-paths.ts';
import { applySection } from './apply-section.ts';
import { isOversize } from './is-oversize.ts';
import { parsePatch } from './parse-patch.ts';
import type { PatchFile } from './patch-file.ts';
import type { PatchResult } from './patch-result.ts';
import type { Section } from './section.ts';
import type { SectionOutcome } from './section-outcome.ts';
import { type WorkingFiles, workOn } from './working-files.ts';

const maxHunks = 5000;
const maxProblems = 100;

/**
 * Applies a model's patch to files in memory: all of it or nothing. Sections of one path build on each other in their order.
 *
 * @param options.read the file of a path before the patch; undefined when there is none. It is asked for the paths of `patchPaths`, and
 *   for the folders above those that the patch creates, where a file would be in the way
 * @param options.mayChange whether the module may change the path, or why not; asked for every path that the patch names
 */
export function applyPatch(
  patch: string,
  options: { read: (path: string) => PatchFile | undefined; mayChange: (path: string) => boolean | string },
): PatchResult {
  if (isOversize(patch)) return { kind: 'refused', problems: ['the patch is larger than 4 MiB; send it in parts'] };
  const parsed = parsePatch(patch);
  const hunks = parsed.sections.reduce(
    (sum, section) => sum + (section.kind === 'update' ? Math.max(section.hunks.length, 1) : 1),
    0,
  );
  if (hunks > maxHunks)
    return {
      kind: 'refused',
      problems: [`the patch has ${hunks} hunks, and ${maxHunks} are allowed; send it in parts`],
    };
  const files = workOn(options.read);
  const applied = applySections(parsed.sections, files, options.mayChange);
  const changes = files.changes();
  const problems = [
    ...parsed.problems,
    ...findProblems(applied),
    ...changes.flatMap((change) => blockedBy(change, files)),
  ];
  if (problems.length > 0) return { kind: 'refused', problems: cut(problems) };
  const changed = new Set(changes.map((change) => change.path));
  const already = applied.flatMap(({ outcome }) =>
    outcome.kind === 'already' || outcome.kind === 'gone' ? [outcome.path] : [],
  );
  return { kind: 'applied', changes, alreadyApplied: [...new Set(already)].filter((path) => !changed.has(path)) };
}

type Applied = { section: Section; outcome: SectionOutcome };

function applySections(
  sections: Section[],
  files: WorkingFiles,
  mayChange: (path: string) => boolean | string,
): Applied[] {
  const failed = new Set<string>();
  return sections.map((section) => {
    const paths = [
      section.path,
      ...(section.kind === 'update' && section.moveTo !== undefined ? [section.moveTo.path] : []),
    ];
    // What builds on a failed section would only add problems that vanish with the first one.
    const skip = section.problems.length === 0 && paths.some((path) => failed.has(path));
    const outcome: SectionOutcome = skip ? { kind: 'skipped' } : applySection(section, files, mayChange);
    if (outcome.kind !== 'done' && outcome.kind !== 'already') for (const path of paths) failed.add(path);
    return { section, outcome };
  });
}

function findProblems(applied: Applied[]): string[] {
  // Missing files are no fault when everything else shows that the whole patch has been applied before.
  const replayed =
    applied.some(({ outcome }) => outcome.kind === 'already') &&
    applied.every(({ outcome }) => outcome.kind === 'already' || outcome.kind === 'gone');
  return applied.flatMap(({ section, outcome }) => {
    if (outcome.kind === 'refused') return outcome.problems.map((problem) => label(section.path, problem));
    return outcome.kind === 'gone' && !replayed ? [label(section.path, outcome.problem)] : [];
  });
}

/** A file where a folder is needed would be replaced by it in silence when the commit is built. */
function blockedBy(change: FileChange, files: WorkingFiles): string[] {
  if (change.kind === 'delete') return [];
  const blocking = parentPaths(change.path).find((folder) => files.read(folder) !== undefined);
  return blocking === undefined
    ? []
    : [`${change.path}: ${blocking} is a file, a link or a submodule, so that nothing can be put below it`];
}

function label(path: string, problem: string): string {
  const name = path === '' ? '(no path)' : path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return `${name}: ${problem}`;
}

function cut(problems: string[]): string[] {
  if (problems.length <= maxProblems) return problems;
  return [...problems.slice(0, maxProblems), `and ${problems.length - maxProblems} more problems`];
}
