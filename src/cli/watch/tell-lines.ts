import type { Io } from '../io.ts';
import type { Listener } from './follow-migration.ts';

/** Prints each event as a line of JSON. */
export function tellLines(io: Io): Listener {
  return (event) => io.print(JSON.stringify(event));
}
