import { describe, expect, it } from 'vitest';
import type { Rollback } from '../../src/domain/rollback.ts';
import { rollbackWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { until } from '../support/migration-stack.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';

const stack = sharedStack(() => ({ brain: renamingBrain({}) }));
const by = { actor: 'ann', channel: 'cli' as const, reason: 'its users are not ready' };

/** Where the delivered branch is. */
const headOf = async (repository: Awaited<ReturnType<typeof gitRepository>>) =>
  (await repository.git('rev-parse', 'migrated')).trim();

type File = Parameters<ReturnType<typeof stack>['start']>[0];

/** A command that says in TAP whether something holds, as one test. */
const holds = (name: string, condition: string) =>
  `echo 1..2; echo 'ok 1 - it runs'; if ${condition}; then echo 'ok 2 - ${name}'; else echo 'not ok 2 - ${name}'; exit 1; fi`;
const word = (before: string, run: string) => ({
  name: 'word',
  before: holds('word', before),
  run: holds('word', run),
  report: 'tap' as const,
});

async function migrated(more: Partial<File> = {}) {
  const paths = ['a.txt', 'b.txt', 'c.txt'];
  const repository = await gitRepository(Object.fromEntries([...paths, 'shared.md'].map((path) => [path, 'OLD\n'])));
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.txt'] },
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    verify: [word('grep -q OLD "$MODULE"', 'grep -q NEW "$MODULE"')],
    approve: { merge: 'none' },
    concurrency: 1,
    deliver: { branch: 'migrated' },
    ...more,
  });
  const report = await result;
  expect(report.status).toBe('completed');
  const keyOf = (path: string) => report.modules.find((module) => module.path === path)?.key ?? '';
  const rollBack = async (path: string, how: { dependants?: boolean; preview?: boolean } = {}): Promise<Rollback> => {
    const request = { modules: [keyOf(path)], dependants: false, preview: false, ...how };
    const run = await stack().migrations.rollBack(id, request, by);
    return stack().client.workflow.getHandle(rollbackWorkflowId('default', id), run).result();
  };
  return { id, report, repository, rollBack, data: migrationData(stack().dataFolder, id) };
}

describe('a rollback', () => {
  it('takes a module back by an inverse commit on the delivered branch, when the branch is green without it', async () => {
    const { report, repository, rollBack, data } = await migrated();
    const rollback = await rollBack('b.txt');
    expect(rollback).toMatchObject({
      state: 'rolled-back',
      entries: [{ path: 'b.txt', asked: true }],
      from: report.head,
      checks: 4,
      red: [],
      branch: 'migrated',
    });
    expect(await headOf(repository)).toBe(rollback.tip);
    expect(await repository.show('migrated', 'b.txt')).toBe('OLD\n');
    expect(await repository.show('migrated', 'c.txt')).toBe('NEW\n');
    const message = await repository.git('log', '-1', '--format=%B', 'migrated');
    expect(message).toContain('ann rolled it back: its users are not ready');
    const after = await data.report();
    expect(after).toMatchObject({
      status: 'completed-with-unresolved',
      head: rollback.tip,
      modules: [
        { path: 'a.txt', state: 'merged' },
        {
          path: 'b.txt',
          state: 'rolled-back',
          reason: expect.stringMatching(
            /^ann rolled it back: its users are not ready\. Its commit \w+ is undone by \w+\.$/,
          ),
        },
        { path: 'c.txt', state: 'merged' },
      ],
      rollbacks: [{ id: rollback.id, state: 'rolled-back' }],
    });
    // What is gone can't go again, and what is left can.
    expect(await rollBack('b.txt')).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('nothing to roll back: b.txt (rolled-back)'),
    });
    expect(await rollBack('c.txt')).toMatchObject({ state: 'rolled-back', from: rollback.tip });
    expect(await repository.show('migrated', 'c.txt')).toBe('OLD\n');
    expect((await data.report())?.rollbacks).toHaveLength(2);
  });

  it('shows first what has to go, too, and takes it when a person says so', async () => {
    const { repository, rollBack, report } = await migrated({
      modules: { by: 'files', include: ['*.txt'], mayChange: ['{module}', 'shared.md'] },
      recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"; echo "$MODULE" >> shared.md' }],
    });
    const entries = [
      { path: 'c.txt', asked: false, reason: 'it changed the same files after b.txt' },
      { path: 'b.txt', asked: true },
    ];
    expect(await rollBack('b.txt', { preview: true })).toMatchObject({ state: 'previewed', entries, checks: 0 });
    expect(await rollBack('b.txt')).toMatchObject({
      state: 'refused',
      entries,
      problem: expect.stringContaining('c.txt (it changed the same files after b.txt)'),
    });
    expect(await headOf(repository)).toBe(report.head);
    expect(await rollBack('b.txt', { dependants: true })).toMatchObject({ state: 'rolled-back', entries });
    expect(await repository.show('migrated', 'shared.md')).toBe('OLD\na.txt\n');
  });

  it('is refused where something is red without the module, and moves nothing', async () => {
    const both = holds('both', '! grep -q NEW c.txt || grep -q NEW a.txt');
    const { repository, rollBack, report } = await migrated({
      verify: [
        word('grep -q OLD "$MODULE"', 'grep -q NEW "$MODULE"'),
        { name: 'both', per: 'migration', run: both, report: 'tap' },
      ],
    });
    expect(await rollBack('a.txt')).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining("'both' of the whole migration is red without them: failing-test"),
    });
    expect(await headOf(repository)).toBe(report.head);
    expect(await rollBack('c.txt')).toMatchObject({ state: 'rolled-back' });
  });

  it('goes on after the worker was killed in the middle, and does nothing twice', async () => {
    const { id, repository, rollBack } = await migrated({
      verify: [word('sleep 1 && grep -q OLD "$MODULE"', 'sleep 1 && grep -q NEW "$MODULE"')],
    });
    const rollback = rollBack('a.txt');
    await until(
      () =>
        stack()
          .client.workflow.getHandle(rollbackWorkflowId('default', id))
          .query<Rollback>('rollback')
          .catch(() => undefined),
      (seen) => (seen?.checks ?? 0) > 0,
    );
    await stack().worker.kill();
    await stack().startWorker();
    expect(await rollback).toMatchObject({ state: 'rolled-back' });
    const log = await repository.git('log', '--format=%s', 'migrated');
    expect(log.split('\n').filter((line) => line.endsWith('roll back a.txt'))).toHaveLength(1);
  });
});
