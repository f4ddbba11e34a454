import { describe, expect, it } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

async function check(needed: string | undefined, more: object = {}) {
  const repository = await gitRepository({ 'a.js': "require('tape')\n", 'b.js': '' });
  const modules = { by: 'files' as const, include: ['a.js'], ...(needed !== undefined && { needed }) };
  const test = await activitiesForTest({ ...smallMigration(repository.folder), modules, ...more });
  const ask = (module = test.step.module) =>
    test.run('checkNeeded', { ...test.step, module, start: test.prepared.base });
  return { ...test, ask };
}

describe('checkNeeded', () => {
  it.each([
    ['an exit code of 0 means yes', 'grep -q tape "$MODULE"', { needed: true }],
    ['an exit code of 1 means no', 'grep -q jest "$MODULE"', { needed: false }],
  ])('%s', async (_, needed, result) => {
    const { ask } = await check(needed);
    const first = await ask();
    expect(first).toMatchObject(result);
    expect(first.failure).toBeUndefined();
  });

  it('means yes for all modules without a command', async () => {
    const { ask } = await check(undefined);
    expect(await ask()).toEqual({ needed: true });
  });

  it('tells any other end as a failure, with the last words', async () => {
    const { ask } = await check('echo oh no >&2; exit 2');
    expect(await ask()).toMatchObject({ needed: true, failure: 'echo oh no >&2; exit 2: exit code 2: oh no' });
    const missing = await check('no-such-command-anywhere');
    expect((await missing.ask()).failure).toContain('exit code 127');
  });

  it('runs once for a round and a commit, and leaves its record with the output', async () => {
    const { ask, ports, step, prepared } = await check('echo seen; exit 1');
    const first = await ask();
    expect(await ask()).toEqual(first);
    const name = `modules/${step.module}/round-1/needed-${prepared.base}`;
    expect(await ports.records.read('m', name)).toMatchObject({ result: { needed: false, output: first.output } });
    expect(new TextDecoder().decode(await ports.blobs.get(first.output ?? ''))).toBe('seen\n\n');
  });

  it('asks nothing of the last module', async () => {
    const { ask, prepared } = await check('exit 1', { last: { goal: 'g', mayChange: ['b.js'] } });
    expect(await ask(prepared.last?.key)).toEqual({ needed: true });
  });
});
