import { describe, expect, test } from 'vitest';
import { showMigration } from '../../../src/cli/show/show-migration.ts';
import { mergeWaitResource, migrationResource } from '../../support/migration-resource.ts';

const now = Date.parse('2026-01-02T12:05:00Z');

function shown(
  ...[migration, modules = []]: [Parameters<typeof showMigration>[0], Parameters<typeof showMigration>[1]?]
) {
  return showMigration(migration, modules, now).join('\n');
}

describe('showMigration', () => {
  test('says where it is and how to see it go on', () => {
    const text = shown(migrationResource());
    expect(text).toContain('status      running, sweep');
    expect(text).toContain('asked for   5 min ago by ann');
    expect(text).toContain('0.42 USD, 2 model calls');
    expect(text).toContain('drover watch words-1a2b3c4d');
  });

  test('names what waits with the command that approves exactly that, and no more than can be read', () => {
    const text = shown(
      migrationResource({ waits: Array.from({ length: 25 }, (_, index) => mergeWaitResource(`${index}.js`)) }),
    );
    expect(text).toContain('0.js: Verified: 4 tests before, 4 after (for 5 min)');
    expect(text).toContain('drover approve words-1a2b3c4d 0.js --head aaaaaaaaaaaa\n');
    expect(text).toContain('and 5 more');
    expect(text).toContain('drover approve words-1a2b3c4d --all');
    expect(text).not.toContain('21.js');
  });

  test('counts reminders, and leaves out how they are written down', () => {
    const note = 'Verified: 4 tests before. It waits for a person. Reminder 2: since 2026-01-02T12:00:00.000Z.';
    const text = shown(migrationResource({ waits: [{ ...mergeWaitResource('a.js'), note, reminders: 2 }] }));
    expect(text).toContain('a.js: Verified: 4 tests before (for 5 min, 2 reminders)');
  });

  test('says in one entry why 40 modules were not merged', () => {
    const reason = {
      state: 'unresolved' as const,
      reason: 'not verified after 4 attempts',
      count: 40,
      paths: ['a', 'b', 'c', 'd'],
    };
    const one = { ...reason, reason: 'its command failed', count: 1, paths: ['z'] };
    const text = shown(migrationResource({ status: 'completed-with-unresolved', reasons: [reason, one] }));
    expect(text).toContain(
      'Not merged:\n  40 modules unresolved: not verified after 4 attempts\n    a, b, c and 37 more\n  z: unresolved: its command failed\n',
    );
  });

  test('says how far the verification of the whole branch is, and how it ended', () => {
    const verification = {
      ...{ tip: 'c'.repeat(40), run: 1, subjects: 9, checked: 4, note: 'All commands run.', takenBack: [] },
      red: [{ path: '.', command: 'suite' }],
    };
    expect(shown(migrationResource({ verification }))).toContain(
      'verified    4 of 9 on the whole branch, 1 command red. All commands run.',
    );
    const takenBack = [{ path: 'a.js', by: 'd' }];
    expect(
      shown(
        migrationResource({ verification: { ...verification, red: [], takenBack, note: '', verdict: 'verified' } }),
      ),
    ).toContain('verified    the whole branch is green, 1 module taken back\n');
  });

  test('says how a paused one goes on, and where the report of an ended one is', () => {
    expect(shown(migrationResource({ status: 'paused' }))).toContain('drover resume words-1a2b3c4d');
    expect(shown(migrationResource({ status: 'failed', problem: 'no such ref' }))).toMatch(
      /Problem: no such ref[^]*drover report/,
    );
  });
});
