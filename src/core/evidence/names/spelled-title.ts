import { partsWithoutFile } from './name-parts.ts';
import { spelledName } from './spelled-name.ts';

/** A test's id without its file, and without what frameworks write differently. */
export function spelledTitle(id: string): string {
  return spelledName(partsWithoutFile(id).join(' > '));
}
