import { describe, expect, test } from 'vitest';
import { checkApproval, chooseApprovals } from '../../../src/cli/choose/choose-approvals.ts';
import type { ModuleDetailResource } from '../../../src/api/resources/module-detail-resource.ts';
import { refuseModuleThatDoesNotWait } from '../../../src/cli/choose/choose-wait.ts';
import { mergeWaitResource, migrationResource, waveWaitResource } from '../../support/migration-resource.ts';

const nothing = { all: false, plan: false, wave: false };
const two = migrationResource({ waits: [mergeWaitResource('a.js'), mergeWaitResource('b.js')] });

describe('chooseApprovals', () => {
  test('takes the one thing that waits, and wants to know which of several', () => {
    const one = migrationResource({ waits: [mergeWaitResource('a.js')] });
    expect(chooseApprovals(one, undefined, nothing)).toMatchObject([{ path: 'a.js' }]);
    expect(() => chooseApprovals(two, undefined, nothing)).toThrow('2 things wait: say which, or --all.');
    expect(chooseApprovals(two, undefined, { ...nothing, all: true })).toHaveLength(2);
  });

  test('takes the wave that waits as one, with all its merges', () => {
    const inWave = (path: string) => ({ ...mergeWaitResource(path), inWave: true as const });
    const atWork = migrationResource({ waits: [inWave('a.js'), inWave('b.js')] });
    expect(() => chooseApprovals(atWork, undefined, { ...nothing, wave: true })).toThrow(
      '(2 merges wait for others that are still at work)',
    );
    const whole = migrationResource({ waits: [waveWaitResource('d'.repeat(64)), ...atWork.waits] });
    for (const wave of [true, false])
      expect(chooseApprovals(whole, undefined, { ...nothing, wave })).toMatchObject([
        { what: 'wave', wave: 'd'.repeat(64) },
      ]);
    expect(chooseApprovals(whole, 'b.js', nothing)).toMatchObject([{ what: 'merge', path: 'b.js' }]);
  });

  test('finds a module by path and by key', () => {
    expect(chooseApprovals(two, 'b.js', nothing)).toMatchObject([{ module: 'b.js-key' }]);
    expect(chooseApprovals(two, 'b.js-key', nothing)).toMatchObject([{ path: 'b.js' }]);
  });

  test('takes a head by its beginning, and refuses one that has changed, with the way to look again', () => {
    expect(chooseApprovals(two, 'a.js', { ...nothing, head: 'a'.repeat(12) })).toMatchObject([
      { head: 'a'.repeat(40) },
    ]);
    expect(() => chooseApprovals(two, 'a.js', { ...nothing, head: 'b'.repeat(12) })).toThrow(
      'a.js has changed since you looked: its head is aaaa',
    );
  });

  test('leaves what is named in full to the service, which knows why it refuses', () => {
    const named = { ...nothing, head: 'b'.repeat(40), evidence: 'f'.repeat(64) };
    expect(chooseApprovals(two, 'c.js', named)).toMatchObject([{ module: 'c.js', head: named.head }]);
  });

  test('says why nothing waits, and what keeps the service from knowing', () => {
    expect(() => chooseApprovals(migrationResource(), undefined, nothing)).toThrow('now: the migration is running.');
    const silent = migrationResource({ problem: 'No worker answers.' });
    expect(() => chooseApprovals(silent, 'a.js', nothing)).toThrow('now: No worker answers.');
    expect(() => chooseApprovals(two, undefined, { ...nothing, plan: true })).toThrow(
      'No plan of words-1a2b3c4d waits',
    );
  });
});

describe('checkApproval', () => {
  test.each([
    [['m'], { ...nothing, head: 'zz' }, "--head is 'zz'"],
    [['m'], { ...nothing, all: true, head: 'a'.repeat(40) }, '--head and --evidence approve one module'],
    [['m', 'a.js'], { ...nothing, all: true }, '--all approves all merges'],
    [['m', 'a.js'], { ...nothing, wave: true }, '--wave approves the whole wave'],
  ])('refuses %j with %j', (words, options, why) => {
    expect(() => checkApproval(words, options)).toThrow(why);
  });
});

describe('refuseModuleThatDoesNotWait', () => {
  const api = { module: async () => ({ path: 'c.js', state: 'merged' }) as ModuleDetailResource };

  test('says what became of the module', async () => {
    await expect(refuseModuleThatDoesNotWait(api, two, 'c.js')).rejects.toThrow(
      'c.js of words-1a2b3c4d is merged, and waits for no decision.',
    );
  });

  test('lets one that waits pass, and leaves a service that sees nothing its own words', async () => {
    await refuseModuleThatDoesNotWait(api, two, 'a.js');
    await refuseModuleThatDoesNotWait(api, migrationResource({ problem: 'No worker answers.' }), 'c.js');
  });
});
