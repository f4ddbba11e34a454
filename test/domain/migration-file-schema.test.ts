import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrationFileSchema } from '../../src/domain/migration-file-schema.ts';
import { smallMigration } from '../support/small-migration.ts';

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema };

/** What another program makes of the schema, having nothing else. */
const accepts = (document: object) =>
  z.fromJSONSchema(JSON.parse(JSON.stringify(migrationFileSchema())) as never).safeParse(document).success;
const small = smallMigration('https://example.org/r.git');

describe('migrationFileSchema', () => {
  it.each([
    ['the smallest file', {}],
    [
      'times as people write them',
      { verify: [{ run: 'x', timeout: '2h' }], approve: { expire: 'never', remind: '2d' } },
    ],
    ['reports by a pattern', { verify: [{ run: 'x', report: 'junit:reports/*.xml' }] }],
    [
      'images and a review with settings',
      { images: ['a.png', { path: 'b.png', for: 'x' }], review: { severity: 'low' } },
    ],
    ['what is switched off', { review: false, pilot: 0, images: [] }],
  ])('accepts %s', (_, changes) => {
    expect(accepts({ ...small, ...changes })).toBe(true);
  });

  it.each([
    ['an unknown field', { concurency: 3 }],
    ['an unknown field further down', { model: { nam: 'x' } }],
    ['milliseconds, which only the parsed file has', { verify: [{ run: 'x', timeout: 5 }] }],
    ['an unknown word', { sandbox: 'container' }],
    ['an unknown report', { verify: [{ run: 'x', report: 'xml' }] }],
    ['what is not built yet', { pilot: 3 }],
    ['a missing field', { goal: undefined }],
  ])('refuses %s', (_, changes) => {
    expect(accepts(JSON.parse(JSON.stringify({ ...small, ...changes })) as object)).toBe(false);
  });

  it('describes every field, and names defaults as people would write them', () => {
    const schema = migrationFileSchema() as Schema;
    expect(undescribed(schema, '')).toEqual([]);
    expect(schema.properties?.['approve']?.properties?.['remind']).toMatchObject({ default: '24h' });
    expect(schema.properties?.['setup']?.properties?.['timeout']).toMatchObject({ default: '15m' });
    expect(schema['required']).toEqual(['drover', 'name', 'repository', 'goal', 'modules', 'verify']);
  });
});

/** The fields without a description, by their paths. */
function undescribed(schema: Schema, place: string): string[] {
  const inner = schema.items === undefined ? [] : undescribed(schema.items, `${place}[]`);
  return Object.entries(schema.properties ?? {}).reduce((names, [name, field]) => {
    const path = place === '' ? name : `${place}.${name}`;
    return [...names, ...(field['description'] === undefined ? [path] : []), ...undescribed(field, path)];
  }, inner);
}
