import type { WaitResource } from '../../api/resources/wait-resource.ts';

/** What was proved, or is to be decided; that it waits is said where it is shown. */
export function waitNote({ note }: Pick<WaitResource, 'note'>): string {
  return note.replace(/\s*It waits for a person\..*$/, '').replace(/\.$/, '');
}
