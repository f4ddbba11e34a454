import { ProblemError } from '../problems/problem-error.ts';

/** Writes where the next page begins as one opaque word. */
export function toCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** Reads a cursor back. Throws `invalid-request` for one that no list has given. */
export function fromCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (place !== '' && toCursor(place) === cursor) return place;
  throw noCursor(cursor);
}

/** Where a page begins in a list: behind the item that the cursor names. Throws `invalid-request` when the list has no such item. */
export function startBehind(cursor: string | undefined, places: string[]): number {
  if (cursor === undefined) return 0;
  const found = places.indexOf(fromCursor(cursor));
  if (found === -1) throw noCursor(cursor);
  return found + 1;
}

function noCursor(cursor: string): ProblemError {
  return new ProblemError(
    'invalid-request',
    'query.cursor: this is no cursor of a list; leave it out to begin at the first page.',
    {
      errors: [
        {
          field: 'query.cursor',
          value: JSON.stringify(cursor.slice(0, 98)),
          detail: 'use the next of the page before',
        },
      ],
    },
  );
}
