import type { NameKey } from './pair-by-key.ts';
import { spelledTitle } from './spelled-title.ts';

/** So many letters outside of its values a title must have, so that it says which test it is. */
const fewestLetters = 3;

/** A title with its lists and objects emptied: Jest prints what lies deep in them as `[Array]` and `[Object]`, vitest in full. */
export function titleSkeleton(id: string): string {
  let text = spelledTitle(id);
  for (;;) {
    const shorter = text.replace(/\[[^[\]{}]*\]|\{[^[\]{}]*\}/g, '<>');
    if (shorter === text) return text;
    text = shorter;
  }
}

/** The skeleton as a key; undefined for a title without lists and objects, or without words. */
export function skeletonKey(id: string): NameKey {
  const key = titleSkeleton(id);
  return key.includes('<>') && key.replace(/[^\p{L}]/gu, '').length >= fewestLetters ? { key } : undefined;
}
