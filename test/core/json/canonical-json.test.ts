import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/json/canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys at every depth by code units and leaves undefined fields out', () => {
    expect(canonicalJson({ b: 1, a: { z: [1, { y: null, x: 'é' }], Z: true }, c: undefined })).toBe(
      '{"a":{"Z":true,"z":[1,{"x":"é","y":null}]},"b":1}',
    );
  });

  it('is the same text for equal values whatever the order of their keys, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  it.each([
    ['a number that is none', { a: [Number.NaN] }, '$.a[0] is NaN'],
    ['undefined in a list', { a: [undefined] }, '$.a[0] is undefined'],
    ['a function', { a: { b: () => 1 } }, '$.a.b is a function'],
    ['bytes', { a: new Uint8Array(2) }, '$.a is an object of class Uint8Array'],
    ['a date', { a: new Date(0) }, '$.a is an object of class Date'],
    ['a big integer', 1n, '$ is a bigint'],
  ])('refuses %s by its place', (_what, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.entries(value)
    .toReversed()
    .map(([key, field]) => [key, reversed(field)] as const);
  return Object.fromEntries(copy);
}
