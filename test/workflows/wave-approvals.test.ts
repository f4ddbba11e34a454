import { describe, expect, it } from 'vitest';
import { migrationWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';

// What attempt 1 makes of the second module passes, and is not what a person wants.
const stack = sharedStack(() => ({ brain: renamingBrain({ 'two.txt': ['NEW BAD'] }) }));
type File = Parameters<ReturnType<typeof stack>['start']>[0];

const ann = { actor: 'ann', channel: 'api' as const };
const has = (word: string) => `grep -q ${word} "$MODULE"`;

/** Three modules of a file each, and one that needs the first of them: more than may run at once. */
async function start(more: Partial<File> = {}) {
  const names = ['one', 'two', 'three', 'user'];
  const repository = await gitRepository(Object.fromEntries(names.map((name) => [`${name}.txt`, 'OLD\n'])));
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    modules: {
      by: 'list',
      list: names.map((name) => ({
        path: `${name}.txt`,
        paths: [`${name}.txt`],
        ...(name === 'user' && { dependsOn: ['one.txt'] }),
      })),
    },
    verify: [{ name: 'test', before: has('OLD'), run: has('NEW'), report: 'exit-code' }],
    concurrency: 1,
    // The whole of it is lent to the module that begins first, until it waits.
    budget: { attempts: 2, total: { turns: 30, attempts: 8 } },
    approve: { merge: 'wave' },
    ...more,
  });
  const landed = async () => {
    const { base = '' } = await stack().migrations.progress(id);
    return (await migrationData(stack().dataFolder, id).landed(base)).map(({ module }) => module ?? '');
  };
  const whole = async (merges: number) => {
    const seen = await stack().until(id, ({ awaitsWave }) => awaitsWave?.merges === merges);
    return { ...seen, wave: seen.awaitsWave?.wave ?? '' };
  };
  return { id, result, landed, whole };
}

describe('a wave that a person approves as one', () => {
  it('waits until all its modules do, lands by one signal, and lets the next one begin', async () => {
    const { id, result, landed, whole } = await start();
    const { migrations, client } = stack();
    const { wave, awaiting, planned } = await whole(3);
    expect(awaiting.map(({ path, awaits }) => [path, awaits?.inWave])).toEqual(
      ['one.txt', 'two.txt', 'three.txt'].map((path) => [path, true]),
    );
    expect({ planned, landed: await landed() }).toEqual({ planned: 1, landed: [] });

    const workflow = client.workflow.getHandle(migrationWorkflowId('default', id));
    await workflow.signal('approveWave', { v: 1, wave, actor: 'ann' });
    const next = await whole(1);
    expect(next.awaiting.map(({ path }) => path)).toEqual(['user.txt']);
    expect((await landed()).toSorted()).toEqual(['one.txt', 'three.txt', 'two.txt']);
    await expect(migrations.approveWave(id, wave, ann)).rejects.toThrow(`the wave that waits is ${next.wave} now`);
    await migrations.approveWave(id, next.wave, ann);

    const report = await result;
    expect(report.status).toBe('completed');
    expect(report.modules.map(({ state, approvedBy }) => [state, approvedBy])).toEqual(
      Array.from({ length: 4 }, () => ['merged', 'ann']),
    );
    expect(report.decisions.map(({ kind, channel }) => [kind, channel])).toEqual([
      ['approveWave', 'signal'],
      ['approveWave', 'api'],
    ]);
    expect(report.modules[0]?.decisions).toMatchObject([{ kind: 'approveMerge', actor: 'ann', wave }]);
  });

  it('waits for one that is rejected, and is another wave then', async () => {
    const { id, result, landed, whole } = await start();
    const { migrations } = stack();
    const { wave, awaiting } = await whole(3);
    const two = awaiting.find(({ path }) => path === 'two.txt');
    const { head = '', evidence = '' } = two?.awaits ?? {};
    const reason = 'Leave BAD out.';
    await migrations.decideMerge(two?.workflowId ?? '', 'rejectMerge', { head, evidence }, { ...ann, reason });
    await stack().until(id, ({ awaitsWave }) => awaitsWave === undefined);
    await expect(migrations.approveWave(id, wave, ann)).rejects.toThrow('no wave waits here now');
    const again = await whole(3);
    expect(again.wave).not.toBe(wave);
    expect(await landed()).toEqual([]);
    await migrations.approveWave(id, again.wave, ann);
    await migrations.approveWave(id, (await whole(1)).wave, ann);
    const report = await result;
    expect(report.status).toBe('completed');
    expect(report.modules.find(({ path }) => path === 'two.txt')).toMatchObject({ attempts: 2, state: 'merged' });
  });

  it('lets a merge be approved alone before', async () => {
    const { id, result, landed, whole } = await start();
    const { migrations } = stack();
    const { awaiting } = await whole(3);
    const { workflowId = '', awaits } = awaiting.find(({ path }) => path === 'one.txt') ?? {};
    const { head = '', evidence = '' } = awaits ?? {};
    await migrations.decideMerge(workflowId, 'approveMerge', { head, evidence }, ann);
    // What needs it joins those that wait.
    const { wave } = await stack()
      .until(
        id,
        ({ awaitsWave, awaiting: now }) => awaitsWave?.merges === 3 && now.some(({ path }) => path === 'user.txt'),
      )
      .then(({ awaitsWave }) => ({ wave: awaitsWave?.wave ?? '' }));
    expect(await landed()).toEqual(['one.txt']);
    await migrations.approveWave(id, wave, ann);
    expect((await result).status).toBe('completed');
  });

  it('ends unresolved where nobody decides in time', async () => {
    const { result } = await start({ approve: { merge: 'wave', expire: '2s', remind: '1s' } });
    const report = await result;
    expect(report.status).toBe('completed-with-unresolved');
    expect(report.modules.map(({ state, reason }) => [state, reason])).toEqual([
      ...Array.from({ length: 3 }, () => ['unresolved', 'nobody decided on its merge in time (approve.expire)']),
      ['skipped', 'it depends on one.txt, which did not land (unresolved)'],
    ]);
  });

  it('has groups in it, each as one merge', async () => {
    const { id, result, whole } = await start({
      modules: {
        by: 'list',
        list: ['one', 'two', 'three'].map((name) => ({ path: `${name}.txt`, paths: [`${name}.txt`] })),
        groups: [{ name: 'pair', include: ['one.txt', 'three.txt'] }],
      },
      verify: [
        { name: 'test', before: has('OLD'), run: has('NEW'), report: 'exit-code' },
        { name: 'pair', per: 'group', before: 'grep -q OLD one.txt', run: 'grep -q NEW one.txt', report: 'exit-code' },
      ],
      concurrency: 2,
    });
    const { wave, awaiting } = await whole(2);
    expect(awaiting.map(({ path }) => path).toSorted()).toEqual(['pair', 'two.txt']);
    await stack().migrations.approveWave(id, wave, ann);
    const report = await result;
    // What a member does not need while it waits for the other has gone to that one, else the budget would hold both.
    expect(report).toMatchObject({
      status: 'completed',
      groups: [{ path: 'pair', state: 'merged', approvedBy: 'ann' }],
    });
    expect(report.modules.map(({ state }) => state)).toEqual(['merged', 'merged', 'merged']);
  });

  it('is refused where merges are approved each by itself', async () => {
    const { id } = await start({ approve: { merge: 'each' } });
    const { migrations } = stack();
    await stack().until(id, ({ awaiting }) => awaiting.length > 0);
    await expect(migrations.approveWave(id, 'f'.repeat(64), ann)).rejects.toThrow('approve each merge');
    await migrations.cancel(id);
  });
});
