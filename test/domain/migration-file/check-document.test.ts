import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMigrationFile } from '../../../src/domain/parse-migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';
import { faultLines } from './fault-lines.ts';

const small = smallMigration('https://example.org/widgets.git');
const faults = (changes: object) => faultLines({ ...small, ...changes });

describe('a document that is no plain JSON', () => {
  it.each<[string, object, string]>([
    ['control characters', { goal: 'a\u0000b' }, 'goal: it holds control characters'],
    ['half a character', { goal: 'a\ud800b' }, 'goal: it is not valid Unicode'],
    [
      'a name that objects react to',
      { labels: JSON.parse('{ "__proto__": "x" }') as object },
      'labels: the name "__proto__" can\'t be used',
    ],
    [
      'another such name',
      { environment: { env: { constructor: 'x' } } },
      'environment.env: the name "constructor" can\'t be used',
    ],
    ['what is no JSON', { goal: new Date(0) }, 'goal: it is neither a text, a number, true'],
    [
      'a file that is too large',
      { guide: Array.from({ length: 20 }, () => 'x'.repeat(60_000)) },
      'the file: it is larger than 1000000 bytes',
    ],
  ])('is refused with %s', (_, changes, words) => {
    const found = faults(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  it('refuses a document that is nested too deep for any stack', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
    expect(faults({ guide: deep })).toEqual([expect.stringContaining('it is nested deeper than 20 levels')]);
    const circle: unknown[] = [];
    circle.push(circle);
    expect(faults({ guide: circle })).toEqual([expect.stringContaining('it is nested deeper than 20 levels')]);
  });

  it.each([undefined, null, 5, 'text', [], true])('refuses %j as a whole', (document) => {
    expect(parseMigrationFile(document).kind).toBe('refused');
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        expect(parseMigrationFile(document).kind).toBe('refused');
      }),
    );
  });

  it('never throws, whatever JSON stands in a field', () => {
    const fields = [
      ...Object.keys(small),
      'setup',
      'recipe',
      'labels',
      'approve',
      'deliver',
      'first',
      'last',
      'review',
      'pilot',
      'images',
    ];
    const inner = fc.dictionary(
      fc.constantFrom('run', 'name', 'goal', 'by', 'list', 'mayChange', 'verify', 'url'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), inner, fc.array(inner)), (field, value) => {
        expect(['parsed', 'refused']).toContain(parseMigrationFile({ ...small, [field]: value }).kind);
      }),
    );
  });
});
