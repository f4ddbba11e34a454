import type { Fault } from './fault.ts';
import { fieldName } from './field-name.ts';

/** The format itself is five levels deep. */
const deepest = 20;
/** Temporal takes two megabytes at once; a migration has to fit, with room to spare. */
const mostBytes = 1_000_000;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

type Place = { value: unknown; path: PropertyKey[] };

/**
 * Checks what a document must be before any schema looks at it: plain JSON, neither deep nor huge, without names that JavaScript
 * objects react to, and without control characters. It walks without recursion, so that no document can exhaust the stack.
 */
export function checkDocument(document: unknown): Fault[] {
  const faults: Fault[] = [];
  const places: Place[] = [{ value: document, path: [] }];
  let bytes = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path } = place;
    // A few dozen faults say enough, and a document that is wrong throughout shall not be answered with a larger one.
    if (faults.length >= 50) return faults;
    bytes += 2 + (typeof value === 'string' && !isImage(path) ? utf8Bytes(value) : 0);
    if (bytes > mostBytes) return [tooLarge()];
    const problem = checkValue(value, path);
    if (problem !== undefined) faults.push({ field: fieldName(path), detail: problem });
    else if (typeof value === 'object' && value !== null) {
      const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
      for (const [key, inner] of entries) {
        bytes += typeof key === 'string' ? utf8Bytes(key) : 1;
        const bad = typeof key === 'string' ? checkName(key) : undefined;
        if (bad === undefined) places.push({ value: inner, path: [...path, key] });
        else faults.push({ field: fieldName(path), detail: bad });
      }
    }
  }
  return faults;
}

/** Images are large by nature; they have limits of their own, and go to the blob store before anything else. */
function isImage(path: PropertyKey[]): boolean {
  return path.length === 3 && path[0] === 'images' && path[2] === 'data';
}

function checkValue(value: unknown, path: PropertyKey[]): string | undefined {
  if (typeof value === 'string') return checkText(value);
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'it is not a finite number';
  if (typeof value !== 'object') return 'it is neither a text, a number, true, false, a list nor fields';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return 'it is neither a text, a number, true, false, a list nor fields';
  return path.length >= deepest ? `it is nested deeper than ${deepest} levels` : undefined;
}

function checkName(name: string): string | undefined {
  if (reserved.has(name)) return `the name ${JSON.stringify(name)} can't be used`;
  const problem = checkText(name);
  return problem === undefined ? undefined : `a name in it can't be used: ${problem}`;
}

function checkText(text: string): string | undefined {
  if (controls.test(text)) return 'it holds control characters; take them out';
  return /\p{Surrogate}/u.test(text) ? 'it is not valid Unicode' : undefined;
}

function tooLarge(): Fault {
  return {
    field: 'the file',
    detail: `it is larger than ${mostBytes} bytes; describe modules by patterns instead of listing them, or split the migration`,
  };
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
