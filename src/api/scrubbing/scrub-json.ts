import type { Scrub } from '../../ports/scrub.ts';

/** What is long by nature, no text, and nobody's secret. */
const opaque = /^data:image\//;

/**
 * A JSON value whose texts are scrubbed; names stay. All texts are looked at in one go first, since most values hold no secret: then the very
 * same value comes back.
 */
export async function scrubJson(scrub: Scrub, value: unknown): Promise<unknown> {
  const texts = new Set<string>();
  collect(value, texts);
  const all = [...texts].join('\n\n');
  if ((await scrub(all)) === all) return value;
  const clean = new Map<string, string>();
  for (const text of texts) clean.set(text, await scrub(text));
  return replace(value, clean);
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') {
    if (!opaque.test(value)) texts.add(value);
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, texts);
}

function replace(value: unknown, clean: Map<string, string>): unknown {
  if (typeof value === 'string') return clean.get(value) ?? value;
  if (Array.isArray(value)) return value.map((inner) => replace(inner, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, clean)]));
}
