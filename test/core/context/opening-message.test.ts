import { describe, expect, it } from 'vitest';
import { openingMessage } from '../../../src/core/context/opening-message.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../../src/domain/module-plan.ts';
import { smallMigration } from '../../support/small-migration.ts';

const file = MigrationFile.parse({
  ...smallMigration('/r'),
  goal: 'Line one.\n  Line two.',
  guide: ['keep tabs', 'keep names'],
});
const module: ModulePlan = { key: 'k', path: "te st/[it's].js", role: 'module', paths: [], mayChange: ['a', 'b'] };
const text = (files: { path: string; text: string | undefined }[], changes: Partial<ModulePlan> = {}) =>
  JSON.parse(
    JSON.stringify(openingMessage(file, { ...module, ...changes }, 'The goal.\n  Indented.', file.verify, files)),
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
});
