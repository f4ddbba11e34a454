import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import { gitRepository } from '../support/git-repository.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule } from '../support/word-module.ts';

const asked = recordingBrain(renamingBrain({ 'poor.js': ['BAD', 'BAD'] }));
const stack = sharedStack(() => ({ brain: asked.brain }));
const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };

/** A group whose command is green with each of its words, except BAD. */
const start = async (paths: string[], more = {}) => {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const migration = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.js'], groups: [{ name: 'words', include: ['*.js'] }] },
    verify: [{ name: 'words', per: 'group', run: '! grep -n BAD *.js' }],
    deliver: { branch: 'words' },
    ...more,
  });
  return { ...migration, repository };
};
const groupWaits = (id: string, not = '') =>
  stack().until(id, ({ awaiting }) => awaiting.some(({ path, awaits }) => path === 'words' && awaits?.head !== not));
const headOf = ({ awaiting }: Awaited<ReturnType<typeof groupWaits>>) => awaiting[0]?.awaits?.head ?? '';
const states = (modules: { path: string; state: string }[]) => modules.map(({ path, state }) => `${path} ${state}`);

describe('a group is steered', { timeout: 90_000 }, () => {
  it('goes on without a member that a person skips, and asks again', async () => {
    const { id, result, repository } = await start(['a.js', 'b.js']);
    const before = headOf(await groupWaits(id));
    const { running } = await stack().migrations.progress(id);
    await stack().migrations.skip(id, running.find(({ path }) => path === 'a.js')?.key ?? '', ann);
    expect(headOf(await groupWaits(id, before))).not.toBe(before);
    await stack().approveAll(id);
    const report = await result;
    expect(states(report.modules)).toEqual(['a.js skipped', 'b.js merged']);
    expect(await repository.show('words', 'a.js')).toContain('OLD');
    expect(await repository.show('words', 'b.js')).toContain('NEW');
  });

  it('survives the kill of the worker while it waits, and pays for no call again', async () => {
    const { id, result } = await start(['c.js', 'd.js']);
    await groupWaits(id);
    await stack().worker.kill();
    await stack().startWorker();
    await stack().approveAll(id);
    expect(states((await result).modules)).toEqual(['c.js merged', 'd.js merged']);
    expect(asked.requests('c.js')).toHaveLength(3);
  });

  it('lands nothing while the migration is paused', async () => {
    const { id, result } = await start(['e.js', 'f.js']);
    const waiting = await groupWaits(id);
    const [view] = waiting.awaiting;
    await stack().migrations.pause(id, ann);
    await stack().migrations.approveMerge(view?.workflowId ?? '', { ...view?.awaits, actor: 'ann' } as never);
    await stack().until(id, ({ awaiting }) => awaiting.length === 0);
    const held = await stack().migrations.module(view?.workflowId ?? '');
    expect(held).toMatchObject({ paused: true });
    expect(held.state).not.toBe('merging');
    await stack().migrations.resume(id, ann);
    expect(states((await result).modules)).toEqual(['e.js merged', 'f.js merged']);
  });

  it('is cancelled with all its members', async () => {
    const { id, result } = await start(['g.js', 'h.js']);
    await groupWaits(id);
    await stack().migrations.cancel(id, ann);
    const report = await result;
    expect(report).toMatchObject({ status: 'cancelled', groups: [{ state: 'cancelled' }] });
    expect(states(report.modules)).toEqual(['g.js cancelled', 'h.js cancelled']);
  });

  it('begins anew as a whole when one of its members is retried', async () => {
    const { id, result } = await start(['open.js', 'i.js', 'poor.js'], {
      budget: { attempts: 2 },
      modules: { by: 'files', include: ['*.js'], groups: [{ name: 'words', include: ['i.js', 'poor.js'] }] },
      verify: [
        { name: 'words', per: 'group', run: '! grep -n BAD i.js poor.js' },
        { name: 'itself', run: '! grep BAD open.js' },
      ],
    });
    const { finished } = await stack().until(
      id,
      (progress) => progress.finished.length === 2 && progress.awaiting.some(({ path }) => path === 'open.js'),
    );
    expect(states(finished).toSorted()).toEqual(['i.js unresolved', 'poor.js unresolved']);
    const poor = finished.find(({ path }) => path === 'poor.js');
    await stack().migrations.retry(id, poor?.key ?? '', ann, { attempts: 4 });
    await stack().until(id, ({ awaiting }) => awaiting.some(({ path }) => path === 'words'));
    await stack().approveAll(id);
    const report = await result;
    expect(states(report.modules)).toEqual(['i.js merged', 'open.js merged', 'poor.js merged']);
    expect(report.groups).toMatchObject([{ state: 'merged', round: 2 }]);
  });
});
