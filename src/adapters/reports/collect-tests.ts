import { stripVTControlCharacters } from 'node:util';
import { repositoryPath } from '../../core/reports/repository-path.ts';
import type { TestCase } from '../../domain/test-report.ts';

/** A test as a reader found it: the names of its groups and its own, from the outside in; `file` is a path as the runner wrote it. */
export type ReadTest = Pick<TestCase, 'outcome' | 'message' | 'covers' | 'flaky'> & {
  names: string[];
  milliseconds?: number | undefined;
  file?: string | undefined;
};

/** What a reader found in a report; `problems` says in words what could not be read. */
export type ReadTests = { tests: ReadTest[]; problems: string[] };

const MAX_ID_LENGTH = 1000;
const MAX_MESSAGE_LENGTH = 2000;
const hidden = /[^\P{Cc}\s]|[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Gives tests their ids. White space in names is collapsed, because tape prints names so and the same test must keep its id under
 * another runner; a repeated id gets ' #2', ' #3' in the order of the report. `roots` are the folders that files may lie in.
 */
export function collectTests(read: ReadTest[], roots: string[]): TestCase[] {
  const taken = new Map<string, number>();
  return read.map(({ names, outcome, milliseconds, file, flaky, message, covers }) => {
    const words = message === undefined ? '' : cut(clean(message).trim(), MAX_MESSAGE_LENGTH);
    const path = file === undefined ? undefined : repositoryPath(file, roots);
    // A file that failed as a whole is called by its path, which must not tell where the repository lay.
    const shown = names.map((name) => cleanName(name === file ? (path ?? name) : name));
    const id = uniqueId(shown.join(' > '), taken);
    return {
      id,
      outcome,
      ...(isTime(milliseconds) && { milliseconds: Math.round(milliseconds) }),
      ...(path !== undefined && { file: cut(clean(path), MAX_ID_LENGTH) }),
      ...(flaky === true && { flaky }),
      ...(outcome === 'failed' && words !== '' && { message: words }),
      ...(covers && { covers }),
    };
  });
}

function uniqueId(name: string, taken: Map<string, number>): string {
  const base = cut(name, MAX_ID_LENGTH);
  for (;;) {
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const id = count === 1 ? base : `${base} #${count}`;
    // A test may really be called 'x #2': then the next free number is taken.
    if (count === 1 || !taken.has(id)) {
      if (count > 1) taken.set(id, 1);
      return id;
    }
  }
}

/** A report is not trusted: what a test took can be anything that its writer likes. */
function isTime(milliseconds: number | undefined): milliseconds is number {
  return milliseconds !== undefined && milliseconds >= 0 && milliseconds < 1e9;
}

function cleanName(name: string): string {
  return clean(name).replace(/\s+/g, ' ').trim() || '(no name)';
}

/** Without colours, and with a mark in the place of characters that would move the cursor or turn the direction of what a person reads. */
function clean(text: string): string {
  return stripVTControlCharacters(text).replace(hidden, '\uFFFD');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
