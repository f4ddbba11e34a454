import type { Edit } from './edit.ts';
import type { TextFile, TextLine } from './text-file.ts';

export type EditedText = { kind: 'text'; file: TextFile } | { kind: 'problems'; problems: string[] };

/**
 * Makes all edits of one file at once, so that they may come in any order and share context. Refused is a line that one edit removes
 * and another one removes or keeps, and an edit that says the same as another at the same place.
 */
export function applyEdits(file: TextFile, edits: readonly Edit[]): EditedText {
  const problems = findClashes(edits);
  if (problems.length > 0) return { kind: 'problems', problems };
  const removed = new Set<number>();
  const added = new Map<number, TextLine[]>();
  for (const edit of edits) placeEdit(file, edit, removed, added);
  const lines: (TextLine & { fresh?: true })[] = [];
  for (let place = 0; place <= file.lines.length; place += 1) {
    for (const line of added.get(place) ?? []) lines.push({ ...line, fresh: true });
    const line = file.lines[place];
    if (line !== undefined && !removed.has(place)) lines.push(line);
  }
  return { kind: 'text', file: { mark: file.mark, lines: mendEnds(file, lines) } };
}

function findClashes(edits: readonly Edit[]): string[] {
  const problems: string[] = [];
  const users = new Map<number, { at: number; kind: 'keep' | 'remove' }>();
  const seen = new Map<string, number>();
  for (const edit of edits) {
    const key = JSON.stringify([edit.start, edit.lines.map((line) => [line.kind, line.text])]);
    const twin = seen.get(key);
    if (twin !== undefined) {
      problems.push(`patch line ${edit.at}: the hunk repeats the one at patch line ${twin}`);
      continue;
    }
    seen.set(key, edit.at);
    for (const { place, kind } of usedLines(edit)) {
      const other = users.get(place);
      if (other !== undefined && (other.kind === 'remove' || kind === 'remove')) {
        problems.push(
          `patch line ${edit.at}: the hunk overlaps the one at patch line ${other.at}: both use line ${place + 1} of the file, and one removes it; make them one hunk`,
        );
        break;
      }
      users.set(place, { at: edit.at, kind });
    }
  }
  return problems;
}

function usedLines(edit: Edit): { place: number; kind: 'keep' | 'remove' }[] {
  let place = edit.start;
  return edit.lines.flatMap((line) => (line.kind === 'add' ? [] : [{ place: place++, kind: line.kind }]));
}

function placeEdit(file: TextFile, edit: Edit, removed: Set<number>, added: Map<number, TextLine[]>): void {
  for (const run of changedRuns(edit)) {
    for (let place = run.start; place < run.end; place += 1) removed.add(place);
    const fresh = run.texts.map((text, offset): TextLine => {
      const plain = run.start === 0 && offset === 0 && file.mark !== '' ? text.replace(/^\uFEFF/u, '') : text;
      return { text: plain, ending: endingFor(file, run, offset) };
    });
    added.set(run.end, [...(added.get(run.end) ?? []), ...fresh]);
  }
}

/** Lines next to each other in a hunk that are removed (`start` to `end`, without the latter) and added (`texts`). */
type ChangedRun = { start: number; end: number; texts: string[] };

function changedRuns(edit: Edit): ChangedRun[] {
  const runs: ChangedRun[] = [];
  let place = edit.start;
  let open: ChangedRun | undefined;
  for (const line of edit.lines) {
    if (line.kind === 'keep') {
      open = undefined;
      place += 1;
      continue;
    }
    if (open === undefined) runs.push((open = { start: place, end: place, texts: [] }));
    if (line.kind === 'add') open.texts.push(line.text);
    else open.end = place += 1;
  }
  return runs;
}

/** The first line added takes the ending of the first one removed, and so on; then that of the line above, then of the line below. */
function endingFor(file: TextFile, run: ChangedRun, offset: number): TextLine['ending'] {
  const paired = run.start + offset < run.end ? file.lines[run.start + offset] : undefined;
  return (paired ?? file.lines[run.end - 1] ?? file.lines[run.end])?.ending ?? '\n';
}

/** Keeps a missing last newline missing, and gives one to the line that was last and is no more. */
function mendEnds(file: TextFile, lines: (TextLine & { fresh?: true })[]): TextLine[] {
  const open = file.lines.at(-1)?.ending === '';
  const usual = file.lines.at(-2)?.ending ?? '\n';
  return lines.map(({ text, ending, fresh }, place) => {
    if (place < lines.length - 1) return { text, ending: ending === '' ? usual : ending };
    return { text, ending: open && fresh === true ? '' : ending };
  });
}
