import { describe, expect, test } from 'vitest';
import type { MigrationResource } from '../../../src/api/resources/migration-resource.ts';
import type { ModuleResource } from '../../../src/api/resources/module-resource.ts';
import { tellEvents, type TellOptions } from '../../../src/cli/watch/tell-events.ts';
import { mergeWaitResource, migrationResource } from '../../support/migration-resource.ts';

function telling(options: Partial<TellOptions> = {}) {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const tell = tellEvents({ screen: { say, warn: say, progress: () => {}, close: () => {} }, ...options });
  return {
    lines,
    migration: (changes: Partial<MigrationResource>) =>
      tell({ event: 'migration', migration: migrationResource(changes) }),
    module: (changes: Partial<ModuleResource>) => tell({ event: 'module', module: moduleResource(changes) }),
  };
}

describe('tellEvents', () => {
  test('says how to raise a budget that is used up, or to end; nobody does that by --yes', async () => {
    const asked: unknown[] = [];
    const approver = { says: '--yes approves it', approve: async (wait: unknown) => void asked.push(wait) };
    const { lines, migration } = telling({ approver });
    const wait = {
      what: 'budget' as const,
      since: '2026-01-02T12:00:00.000Z',
      reminders: 0,
      note: "The budget is used up: the migration's 2.00 USD (budget.usd) are spent or lent to running modules",
      approve: 'drover raise-budget words-1a2b3c4d --usd 3',
      signal: { workflowId: 'w', name: 'raiseBudget', input: '{}' },
    };
    await migration({ waits: [wait] });
    await migration({ waits: [wait] });
    expect(lines.slice(1)).toEqual([
      "? The budget is used up: the migration's 2.00 USD (budget.usd) are spent or lent to running modules. No new turn begins before somebody raises it:",
      '    drover raise-budget words-1a2b3c4d --usd 3',
      "  or ends what can't go on: drover cancel words-1a2b3c4d",
    ]);
    expect(asked).toEqual([]);
  });

  test('warns of a budget twice, however often its figures change', async () => {
    const { lines, migration } = telling();
    for (const [percent, used] of [
      [81, '1.62'],
      [95, '1.90'],
      [104, '2.08'],
      [110, '2.20'],
    ])
      await migration({ warnings: [`${percent}% of the budget are used: ${used} of 2.00 USD (budget.usd)`] });
    expect(lines.slice(1)).toEqual([
      'Warning: 81% of the budget are used: 1.62 of 2.00 USD (budget.usd)',
      'Warning: 104% of the budget are used: 2.08 of 2.00 USD (budget.usd)',
    ]);
  });

  test('tells each thing once, however often it hears it', async () => {
    const { lines, migration, module } = telling();
    for (let times = 0; times < 2; times += 1) {
      await migration({ waits: [mergeWaitResource('a.js')] });
      await module({ path: 'b.js', key: 'b', state: 'merged', commit: 'c'.repeat(40), refused: ['attempt 1: red'] });
    }
    expect(lines).toEqual([
      'The modules, side by side.',
      '? a.js: Verified: 4 tests before, 4 after. It waits for your approval, in the Temporal UI or with:',
      '    drover approve words-1a2b3c4d a.js --head aaaaaaaaaaaa',
      '  ✗ b.js: attempt 1: red',
      '✓ b.js: merged as cccccccccc (1 of 3)',
    ]);
  });

  test('tells what is red on the branch, and that a module which had landed was taken back, and counts it once', async () => {
    const { lines, migration, module } = telling();
    await module({ path: 'b.js', key: 'b', state: 'merged', commit: 'c'.repeat(40) });
    const verification = { tip: 'c'.repeat(40), run: 1, subjects: 3, checked: 3, note: '', takenBack: [] };
    const red = [{ path: '.', command: 'suite' }];
    for (let times = 0; times < 2; times += 1)
      await migration({ phase: 'verifying', verification: { ...verification, red } });
    await module({ path: 'b.js', key: 'b', state: 'unresolved', note: 'taken back after the final verification: red' });
    expect(lines.slice(1)).toEqual([
      'The final verification: the whole branch, in a fresh checkout.',
      "  ✗ red on the branch: 'suite' of the whole migration",
      '✗ b.js: unresolved: taken back after the final verification: red (1 of 3)',
    ]);
  });

  test('tells a module that waits again with another head, and a new round that ended again', async () => {
    const { lines, migration, module } = telling();
    await migration({ waits: [mergeWaitResource('a.js')] });
    await migration({ waits: [mergeWaitResource('a.js', 'b'.repeat(40))] });
    await module({ state: 'unresolved', note: 'red' });
    await module({ state: 'unresolved', note: 'red', round: 2 });
    expect(lines.filter((line) => line.startsWith('?'))).toHaveLength(2);
    // Twice the same module: one of three has ended.
    expect(lines.filter((line) => line === '✗ a.js: unresolved: red (1 of 3)')).toHaveLength(2);
  });

  test('counts what had ended before anybody watched', async () => {
    const { lines, migration, module } = telling();
    const { counts } = migrationResource();
    await migration({ counts: { ...counts, total: 4, planned: 1, running: 1, waiting: 0, merged: 2 } });
    await module({ state: 'merged', commit: 'c'.repeat(40) });
    expect(lines.at(-1)).toBe('✓ a.js: merged as cccccccccc (3 of 4)');
  });

  test('hands what waits to the approver once', async () => {
    const approved: unknown[] = [];
    const approver = {
      says: '--yes approves it',
      approve: async ({ path }: { path?: string | undefined }) => void approved.push(path),
    };
    const { lines, migration } = telling({ approver });
    const waits = [mergeWaitResource('a.js'), mergeWaitResource('b.js')];
    await migration({ waits });
    await migration({ waits });
    expect(approved).toEqual(['a.js', 'b.js']);
    expect(lines.at(-1)).toBe('→ b.js: Verified: 4 tests before, 4 after; --yes approves it.');
  });

  test('counts no modules of a try, passes over those that it leaves alone, and promises no delivery', async () => {
    const { lines, migration, module } = telling();
    await migration({ mode: 'try' });
    await module({ key: 'b', path: 'b.js', state: 'cancelled', note: 'it had not begun' });
    await module({ state: 'verified' });
    await migration({ mode: 'try', phase: 'delivering' });
    expect(lines.slice(1)).toEqual(['✓ a.js: verified']);
  });

  test('leaves the problem of one that has ended to its end', async () => {
    const { lines, migration } = telling();
    await migration({ problem: 'no worker answers' });
    await migration({ status: 'failed', phase: 'failed', problem: 'no such ref', warnings: ['no such ref'] });
    expect(lines).toContain('no worker answers');
    expect(lines.join('\n')).not.toContain('no such ref');
  });
});

function moduleResource(changes: Partial<ModuleResource>): ModuleResource {
  return {
    key: 'a',
    path: 'a.js',
    role: 'module',
    state: 'attempting',
    round: 1,
    attempts: 1,
    turns: 1,
    note: '',
    refused: [],
    refusedSignals: [],
    decisions: [],
    usage: { modelCalls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 },
    workflowId: 'w',
    ...changes,
  };
}
