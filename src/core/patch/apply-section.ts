import { refusePath } from '../paths/refuse-path.ts';
import type { PatchFile } from './patch-file.ts';
import { sameBytes } from './same-bytes.ts';
import type { SectionOutcome } from './section-outcome.ts';
import type { Section } from './section.ts';
import { updateContent } from './update-content.ts';
import type { WorkingFiles } from './working-files.ts';

type RegularFile = PatchFile & { mode: '100644' | '100755' };

/** Applies one section to the working files, or says why it can't be; then nothing of it is in them. Problems come without the path. */
export function applySection(
  section: Section,
  files: WorkingFiles,
  mayChange: (path: string) => boolean | string,
): SectionOutcome {
  const moveTo = section.kind === 'update' ? section.moveTo : undefined;
  const named = [section, ...(moveTo === undefined ? [] : [moveTo])];
  const problems = [...named.flatMap((each) => checkPath(each, files, mayChange)), ...section.problems];
  if (problems.length > 0) return { kind: 'refused', problems };
  switch (section.kind) {
    case 'add':
      return applyAdd(section, files);
    case 'delete':
      return applyDelete(section, files);
    case 'update':
      return applyUpdate(section, files);
  }
}

function checkPath(
  named: { path: string; at: number },
  files: WorkingFiles,
  mayChange: (path: string) => boolean | string,
): string[] {
  // The rules that hold for every path come first, so that a hostile path is never even read.
  const reason = refusePath(named.path, true) ?? refusePath(named.path, files.read(named.path) !== undefined);
  if (reason !== undefined) return [`patch line ${named.at}: ${reason}`];
  const allowed = mayChange(named.path);
  if (allowed !== true) {
    const why = allowed === false ? 'the path is outside what this module may change' : allowed;
    return [`patch line ${named.at}: ${why}`];
  }
  const mode = files.read(named.path)?.mode;
  if (mode === '120000') return [`patch line ${named.at}: the path is a symbolic link, which a patch cannot change`];
  if (mode === '160000') return [`patch line ${named.at}: the path is a submodule, which a patch cannot change`];
  return [];
}

function applyAdd(section: Section & { kind: 'add' }, files: WorkingFiles): SectionOutcome {
  const content = new TextEncoder().encode(section.lines.map((line) => `${line.text}\n`).join(''));
  const existing = files.read(section.path);
  if (existing !== undefined) {
    if (sameBytes(existing.content, content)) return { kind: 'already', path: section.path };
    return refused(
      `patch line ${section.at}: the file exists already; change it with \`*** Update File:\`, or delete it first in the same patch`,
    );
  }
  // A file that is deleted and added again in one patch was rewritten: a script stays executable.
  const mode = files.original(section.path)?.mode === '100755' ? '100755' : '100644';
  files.set(section.path, { mode, content });
  return { kind: 'done' };
}

function applyDelete(section: Section & { kind: 'delete' }, files: WorkingFiles): SectionOutcome {
  if (files.read(section.path) === undefined) {
    return { kind: 'gone', path: section.path, problem: `patch line ${section.at}: the file to delete does not exist` };
  }
  files.set(section.path, undefined);
  return { kind: 'done' };
}

function applyUpdate(section: Section & { kind: 'update' }, files: WorkingFiles): SectionOutcome {
  const { path, at, hunks } = section;
  const moveTo = section.moveTo?.path === path ? undefined : section.moveTo;
  const source = files.read(path) as RegularFile | undefined;
  const target = moveTo === undefined ? undefined : files.read(moveTo.path);
  if (source === undefined) return missingSource(section, target);
  const problems: string[] = [];
  if (moveTo !== undefined && target !== undefined)
    problems.push(`patch line ${moveTo.at}: the file to move to, ${moveTo.path}, exists already`);
  const updated = updateContent(source.content, hunks, at);
  if (updated.kind === 'problems') problems.push(...updated.problems);
  if (updated.kind === 'problems' || problems.length > 0) return { kind: 'refused', problems };
  if (moveTo === undefined && sameBytes(updated.content, source.content)) return { kind: 'already', path };
  if (moveTo !== undefined) files.set(path, undefined);
  files.set(moveTo?.path ?? path, { mode: source.mode, content: updated.content });
  return { kind: 'done' };
}

/** A missing source can mean that the move has been made: with hunks the target shows it, without them it is only likely. */
function missingSource(
  { at, hunks, moveTo }: Section & { kind: 'update' },
  target: PatchFile | undefined,
): SectionOutcome {
  if (moveTo === undefined || target === undefined) {
    return refused(`patch line ${at}: the file to update does not exist; create it with \`*** Add File:\``);
  }
  const updated = updateContent(target.content, hunks, at);
  const unchanged = updated.kind === 'content' && sameBytes(updated.content, target.content);
  if (hunks.length > 0 && unchanged) return { kind: 'already', path: moveTo.path };
  const problem = `patch line ${at}: the file to move does not exist, while ${moveTo.path} does`;
  return hunks.length > 0
    ? refused(problem)
    : { kind: 'gone', path: moveTo.path, problem: `${problem}; it seems to have been moved already` };
}

function refused(problem: string): SectionOutcome {
  return { kind: 'refused', problems: [problem] };
}
