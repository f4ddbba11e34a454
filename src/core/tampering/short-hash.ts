/** A short name for a long text: two 32-bit FNV-1a hashes (http://www.isthe.com/chongo/tech/comp/fnv/) with different beginnings. It tells texts apart and proves nothing. */
export function shortHash(text: string): string {
  return [0x811c9dc5, 0x01000193].map((seed) => fnv(text, seed).toString(16).padStart(8, '0')).join('');
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let place = 0; place < text.length; place += 1) {
    hash ^= text.charCodeAt(place);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
