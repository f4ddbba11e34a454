import { stripVTControlCharacters } from 'node:util';
import type { TestCase } from '../../domain/test-report.ts';

/** A test as a reader found it: the names of its groups and its own, from the outside in. */
export type ReadTest = Pick<TestCase, 'outcome' | 'message' | 'covers'> & { names: string[] };

const MAX_ID_LENGTH = 1000;
const MAX_MESSAGE_LENGTH = 2000;

/**
 * Gives tests their ids. White space in names is collapsed, because tape prints names so and the same test must keep its id under
 * another runner; a repeated id gets ' #2', ' #3' in the order of the report.
 */
export function collectTests(read: ReadTest[]): TestCase[] {
  const taken = new Map<string, number>();
  return read.map(({ names, outcome, message, covers }) => {
    const id = uniqueId(names.map(cleanName).join(' > '), taken);
    const words = message === undefined ? '' : cut(stripVTControlCharacters(message).trim(), MAX_MESSAGE_LENGTH);
    return { id, outcome, ...(outcome === 'failed' && words !== '' && { message: words }), ...(covers && { covers }) };
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

function cleanName(name: string): string {
  return stripVTControlCharacters(name).replace(/\s+/g, ' ').trim() || '(no name)';
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
