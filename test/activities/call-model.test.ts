import { describe, expect, it } from 'vitest';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule } from '../support/word-module.ts';

async function begin() {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const test = await activitiesForTest(smallMigration(repository.folder));
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
  return { ...test, input };
}

describe('callModel', () => {
  it('answers a retry from the journal, with the same result and without a request', async () => {
    const { run, rehearsal, input } = await begin();
    const first = await run('callModel', input);
    const again = await run('callModel', input);
    expect(rehearsal.calls()).toHaveLength(1);
    expect(first).toMatchObject({ kind: 'reply', calls: 1, recorded: false, usage: { modelCalls: 1 } });
    expect(again).toEqual({ ...first, recorded: true });
  });

  it('asks again when another round asks the same', async () => {
    const { run, rehearsal, input } = await begin();
    await run('callModel', input);
    await run('callModel', { ...input, round: 2 });
    const [one, two] = rehearsal.calls();
    expect(two?.bodyHash).toBe(one?.bodyHash);
    expect(two?.key).not.toBe(one?.key);
  });

  it('sends the journal key along, which ends with the hash of what is sent', async () => {
    const { run, rehearsal, input } = await begin();
    await run('callModel', input);
    const [call] = rehearsal.calls();
    expect(call?.key).toBe(`m/${input.module}/round-1/attempt-1/turn-1/${call?.bodyHash}`);
    expect(call?.module).toBe('a.js');
  });

  it('keeps the opening and the state out of the transcript: they come again when it is dropped', async () => {
    const { run, ports, input } = await begin();
    const feedback = { kind: 'rejected', reason: 'keep the comment', actor: 'mia' } as const;
    await run('callModel', { ...input, attempt: 3, turn: 4, resumed: 'other-model', feedback });
    const record = (await ports.records.read('m', `modules/${input.module}/round-1/attempt-3/turn-4/model`)) as {
      request: string;
    };
    const request = new TextDecoder().decode(await ports.blobs.get(record.request));
    for (const kept of [
      'Module: a.js',
      'Replace old by new.',
      'Attempt 3 of 4.',
      'keep the comment',
      "another model's",
    ]) {
      expect(request).toContain(kept);
    }
  });

  it('returns an overflow as an outcome and notes nothing as paid', async () => {
    const { run, rehearsal, input } = await begin();
    rehearsal.failNext({ kind: 'overflow', times: 1 });
    expect(await run('callModel', input)).toEqual({ kind: 'overflow' });
    expect(await run('callModel', input)).toMatchObject({ kind: 'reply', recorded: false });
  });

  it('fails in a way that Temporal retries after the delay that the provider wishes', async () => {
    const { run, rehearsal, input } = await begin();
    rehearsal.failNext({ kind: '429', retryAfter: 7, times: 1 });
    await expect(run('callModel', input)).rejects.toMatchObject({
      type: 'Transient',
      nonRetryable: false,
      nextRetryDelay: 7_000,
    });
    rehearsal.failNext({ kind: '401', times: 1 });
    await expect(run('callModel', input)).rejects.toMatchObject({ type: 'ModelRefused', nonRetryable: true });
  });

  it('charges a call that was under way when a worker died as if it had been answered, and no failed one', async () => {
    const { run, rehearsal, ports, input } = await begin();
    const usual = await run('callModel', { ...input, turn: 9 });
    rehearsal.failNext({ kind: '500', times: 1 });
    await expect(run('callModel', input)).rejects.toMatchObject({ type: 'Transient' });
    // A worker that died left this behind.
    await ports.journal.intend(rehearsal.calls().at(-1)?.key ?? '');
    const turn = await run('callModel', input);
    if (usual.kind !== 'reply' || turn.kind !== 'reply') throw new Error('There was no reply.');
    expect(turn).toMatchObject({ unknown: 1, usage: { modelCalls: 2, outputTokens: 2 * usual.usage.outputTokens } });
    expect(await run('callModel', input)).toEqual({ ...turn, recorded: true });
    expect(usual.unknown).toBeUndefined();
  });
});
