import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrationId } from '../../../src/api/starting/migration-id.ts';

test('a key always gives the same id, and another key, also one that reads alike, another', () => {
  expect(migrationId('default', 'small', 'Release 7 / web')).toMatch(/^release-7-web-[0-9a-f]{8}$/);
  expect(migrationId('default', 'small', 'one')).toBe(migrationId('default', 'other', 'one'));
  expect(migrationId('default', 'small', 'a b')).not.toBe(migrationId('default', 'small', 'a-b'));
  expect(migrationId('one', 'small', 'a')).not.toBe(migrationId('two', 'small', 'a'));
  expect(migrationId('default', 'small', '***')).toMatch(/^migration-[0-9a-f]{8}$/);
});

test('without a key each request has an id of its own, after the name', () => {
  expect(migrationId('default', 'small', undefined)).toMatch(/^small-[0-9a-f]{8}$/);
  expect(migrationId('default', 'small', undefined)).not.toBe(migrationId('default', 'small', undefined));
});

test('whatever the key is, the id is one that paths, refs and workflows take', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), (key) => {
      expect(migrationId('default', 'small', key)).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    }),
  );
});
