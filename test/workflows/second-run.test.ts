import { expect, test } from 'vitest';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

test('a second run over a migrated repository costs nothing, and a third one only what has come since', async () => {
  const names = ['a.js', 'b.js', 'c.js'];
  const repository = await gitRepository(Object.fromEntries(names.map((name) => [name, wordModule()])));
  const stack = await migrationStack({ brain: renamingBrain() });
  const run = async (ref: string, branch: string) => {
    const started = await stack.start({
      ...smallMigration(repository.folder),
      repository: { url: repository.folder, ref },
      modules: { by: 'files', include: ['*.js'], needed: 'grep -q OLD "$MODULE"' },
      verify: wordVerify,
      approve: { merge: 'none' },
      deliver: { branch },
    });
    const report = await started.result;
    return { ...report, states: report.modules.map(({ state }) => state), calls: stack.rehearsal.calls().length };
  };
  const first = await run('main', 'migrated');
  expect(first.states).toEqual(['merged', 'merged', 'merged']);

  const second = await run('migrated', 'again');
  expect(second).toMatchObject({ status: 'completed', branch: null, calls: first.calls });
  expect(second.states).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(second.usage).toMatchObject({ modelCalls: 0, microUsd: 0 });
  expect(second.probed?.asked ?? []).toEqual([]);

  await repository.git('checkout', '--quiet', 'migrated');
  await repository.commit({ 'd.js': wordModule() });
  const third = await run('migrated', 'later');
  expect(third.states).toEqual(['unchanged', 'unchanged', 'unchanged', 'merged']);
  expect(third.usage.modelCalls).toBe(third.calls - second.calls);
});
