/**
 * Writes a value as JSON with its keys in the order of their code units, without blanks, so that equal values have equal text and digests.
 * Fields that are undefined are left out. Throws a `TypeError` that names the place for what JSON can't hold: it would be lost in silence.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, place: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${place} is ${value}, which JSON can't hold`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${place}[${index}]`)).join(',')}]`;
  if (!isPlain(value)) throw new TypeError(`${place} is ${describe(value)}, which JSON can't hold`);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    // Keys within one object are never equal. The default order of strings is by code units, unlike that of localeCompare.
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${write(field, `${place}.${key}`)}`);
  return `{${fields.join(',')}}`;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'object' && value !== null
    ? `an object of class ${value.constructor.name}`
    : `a ${typeof value}`;
}
