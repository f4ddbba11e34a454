const longest = 100;
/** A secret in an address can only be told from its host, and taken out, as long as the '@' between them is there. */
const longestAddress = 5_000;

/**
 * A document's value as JSON, cut to 100 characters, for a fault's text. Undefined where there is none, and for environment variables,
 * which may hold what nobody else should read.
 */
export function showValue(document: unknown, path: readonly PropertyKey[]): string | undefined {
  if (path[0] === 'environment' && path[1] === 'env') return undefined;
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  // A long value is cut before it is written, since it may be most of a large file.
  const short = typeof value === 'string' ? value.slice(0, longestAddress) : value;
  return JSON.stringify(short)
    ?.replace(/:\/\/[^/\s"?#]*@/g, '://...@')
    .slice(0, longest);
}
