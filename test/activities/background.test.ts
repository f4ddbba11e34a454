import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listJournal } from '../../src/adapters/journal/journal-listing.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest, quietEnvironment } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule } from '../support/word-module.ts';

const patiently = { timeout: 15_000 };

/** A module whose replies are made in the background, and its first call, given up for `reason` while its reply is being made. */
async function giveUp(reason: 'WORKER_SHUTDOWN' | 'CANCELLED') {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const file = { ...smallMigration(repository.folder), model: { background: true } };
  const test = await activitiesForTest(file);
  const { base } = test.prepared;
  const input = {
    ...test.step,
    attempt: 1,
    turn: 1,
    start: base,
    commit: base,
    model: { name: 'gpt-5.2-codex', effort: 'medium' },
    feedback: { kind: 'begin' },
  } as const;
  test.rehearsal.setLatency(2_000);
  const environment = quietEnvironment();
  const first = expect(test.run('callModel', input, environment)).rejects.toThrow(reason);
  await vi.waitFor(async () => {
    const [call] = test.rehearsal.calls();
    expect(await test.ports.journal.begun(call?.key ?? 'm/a/1/1/1/none')).toBeDefined();
  }, patiently);
  environment.cancel(reason);
  await first;
  const journal = () => listJournal(join(test.dataFolder, 'journal'));
  return { ...test, input, journal };
}

describe('a reply in the background', () => {
  it('is fetched by the next worker when one has died over it, and paid once', async () => {
    const { run, rehearsal, input, journal } = await giveUp('WORKER_SHUTDOWN');
    expect(await journal()).toMatchObject([{ recorded: false, intended: 1 }]);
    expect(await run('callModel', input)).toMatchObject({ kind: 'reply', calls: 1, recorded: false });
    expect(rehearsal.calls()).toHaveLength(1);
    expect(await journal()).toMatchObject([{ recorded: true, intended: 1 }]);
  });

  it('is ended at the provider when the migration was cancelled', async () => {
    const { run, rehearsal, input, journal } = await giveUp('CANCELLED');
    rehearsal.setLatency(0);
    expect(await run('callModel', input)).toMatchObject({ kind: 'reply' });
    // The first one was ended, so it had to be asked for again, which counts.
    expect(rehearsal.calls()).toHaveLength(2);
    expect(await journal()).toMatchObject([{ recorded: true, intended: 2 }]);
  });
});
