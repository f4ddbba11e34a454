import { describe, expect, it } from 'vitest';
import { openingMessage, type Opening } from '../../../src/core/context/opening-message.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../../src/domain/module-plan.ts';
import { smallMigration } from '../../support/small-migration.ts';

const file = MigrationFile.parse({
  ...smallMigration('/r'),
  goal: 'Line one.\n  Line two.',
  guide: ['keep tabs', 'keep names'],
});
const module: ModulePlan = { key: 'k', path: "te st/[it's].js", role: 'module', paths: [], mayChange: ['a', 'b'] };
const text = (
  files: { path: string; text: string | undefined }[],
  changes: Partial<ModulePlan> = {},
  more: Partial<Opening> = {},
) =>
  JSON.parse(
    JSON.stringify(
      openingMessage({
        file,
        module: { ...module, ...changes },
        goal: 'The goal.\n  Indented.',
        verify: file.verify,
        files,
        room: 400_000,
        ...more,
      }),
    ),
  ).content[0].text as string;

describe('openingMessage', () => {
  it('has a line of its own that names the module as the plan does', () => {
    expect(text([]).split('\n')).toContain("Module: te st/[it's].js");
  });

  it('holds goal, guide and verify commands word for word', () => {
    const lines = text([]);
    expect(lines).toContain('The goal.\n  Indented.');
    expect(lines).toContain('1. keep tabs\n2. keep names');
    expect(lines).toContain('node --test --test-reporter=junit "$MODULE"');
  });

  it('tells a last module the goal of the whole migration, too', () => {
    expect(text([], { role: 'last' })).toContain('Line one.\n  Line two.');
  });

  it('shows files whole, and names those that do not fit or are not text', () => {
    const shown = text([
      { path: 'a.js', text: 'one\ntwo\n' },
      { path: 'b.png', text: undefined },
      { path: 'c.js', text: 'x'.repeat(500_000) },
    ]);
    expect(shown).toContain('=== FILE a.js\none\ntwo\n=== END FILE a.js');
    expect(shown).toContain('- b.png (not text)');
    expect(shown).toContain('- c.js (500000 characters)');
    expect(shown).not.toContain('xxxx');
  });

  it('shows the outline of a file that does not fit, and says that it is one', () => {
    const long = `export function first() {\n${'  work();\n'.repeat(100)}}\nexport const second = 2;\n`;
    const shown = text([{ path: 'a.js', text: long }], {}, { room: 300 });
    expect(shown).toContain(`=== OUTLINE a.js (${long.length} characters; line numbers and first lines alone)`);
    expect(shown).toContain('1: export function first() {\n103: export const second = 2;');
    expect(shown).not.toContain('work()');
  });

  it('begins with what all modules share, then names the module, and ends with what is around it', () => {
    const one = [{ path: 'x.js', text: 'text' }];
    const more = { baseline: '- test: 3 tests', dependencies: one, dependants: one, examples: one };
    const shown = text([{ path: 'a.js', text: 'one' }], {}, more);
    const parts = [
      'Goal:',
      'Guide:',
      'Verified by:',
      'Module: te',
      'Before the change:',
      '=== FILE',
      'it uses',
      'use it',
      'merged:',
    ];
    const places = parts.map((part) => shown.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
    const other = text([{ path: 'b.js', text: 'two' }], { path: 'other' }, more);
    expect(other.slice(0, places[3])).toBe(shown.slice(0, places[3]));
  });
});
