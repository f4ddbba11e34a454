import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import { moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { until } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const stack = sharedStack(() => ({ brain: renamingBrain({ 'wrong.js': ['BAD', 'BAD'] }) }));

type Start = Parameters<ReturnType<typeof stack>['start']>;

const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };
const bob: By = { actor: 'bob', channel: 'api' };

async function start(paths: string[], more: Partial<Start[0]> = {}, how: Start[1] = {}) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const file = { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'migrated' }, ...more };
  const migration = await stack().start(file, how);
  const data = migrationData(stack().dataFolder, migration.id);
  return { ...migration, repository, data };
}

/** A module of a migration while it runs, by its path. */
async function keyOf(id: string, path: string): Promise<string> {
  const { running, finished } = await stack().migrations.progress(id);
  return [...running, ...finished].find((module) => module.path === path)?.key ?? '';
}

const waiting = (id: string, count: number) => stack().until(id, ({ awaiting }) => awaiting.length === count);

describe('decisions by update', () => {
  it('land a merge once, and tell whoever is late, wrong or second why it was refused', async () => {
    const { id, result } = await start(['a.js']);
    const { migrations } = stack();
    const [module] = (await waiting(id, 1)).awaiting;
    if (module?.awaits === undefined) throw new Error('No module waits.');
    const { workflowId, awaits } = module;
    const decide = (kind: 'approveMerge' | 'rejectMerge', head: string, by: By) =>
      migrations.decideMerge(workflowId, kind, { ...awaits, head }, by);

    await expect(decide('approveMerge', 'f'.repeat(40), bob)).rejects.toMatchObject({
      type: 'Conflict',
      message: expect.stringContaining(`the head is ${awaits.head} now`),
    });
    await expect(decide('rejectMerge', awaits.head, bob)).rejects.toThrow('needs a "reason"');
    expect(await decide('approveMerge', awaits.head, ann)).toMatchObject({
      kind: 'approveMerge',
      ...{ actor: 'ann', channel: 'cli', reason: 'it is time', head: awaits.head, evidence: awaits.evidence },
    });
    const late = await Promise.allSettled([
      decide('approveMerge', awaits.head, bob),
      decide('rejectMerge', awaits.head, { ...bob, reason: 'no' }),
    ]);
    for (const refusal of late)
      expect(refusal).toMatchObject({
        status: 'rejected',
        reason: { type: expect.stringMatching(/Conflict|NotFound/) },
      });

    const report = await result;
    expect(report.modules).toMatchObject([
      { state: 'merged', approvedBy: 'ann', decisions: [{ kind: 'approveMerge', actor: 'ann', channel: 'cli' }] },
    ]);
    await expect(migrations.pause(id, bob)).rejects.toMatchObject({ type: 'NotFound' });
  });

  it('are the only ones where the operator has switched signals off', async () => {
    const { id, result } = await start(['a.js'], { approve: { signals: false } });
    const [module] = (await waiting(id, 1)).awaiting;
    if (module?.awaits === undefined) throw new Error('No module waits.');
    await stack().migrations.approveMerge(module.workflowId, { ...module.awaits, actor: 'bob' });
    const { refusedSignals } = await until(
      () => stack().migrations.module(module.workflowId),
      (view) => view.refusedSignals.length > 0,
    );
    expect(refusedSignals).toEqual([expect.stringContaining('switched decisions by signal off')]);
    await stack().migrations.decideMerge(module.workflowId, 'approveMerge', module.awaits, ann);
    expect(await result).toMatchObject({ modules: [{ state: 'merged', approvedBy: 'ann' }] });
  });
});

describe('a pause', () => {
  it('lets no module begin and no step follow, until somebody lets it go on', async () => {
    stack().rehearsal.setLatency(1_000);
    const { id, result } = await start(['a.js', 'b.js'], { approve: { merge: 'none' }, concurrency: 1 });
    await until(
      async () => stack().rehearsal.inFlight(),
      (calls) => calls.length === 1,
    );
    expect(await stack().migrations.pause(id, ann)).toMatchObject({ kind: 'pause', actor: 'ann' });
    await expect(stack().migrations.pause(id, bob)).rejects.toThrow('it is paused already');
    stack().rehearsal.setLatency(0);
    // The call that was under way is not thrown away: its tool calls run, and then nothing follows.
    const [module] = (await stack().migrations.progress(id)).running;
    await until(
      () => stack().migrations.module(module?.workflowId ?? ''),
      (view) => view.turns === 1 && view.paused,
    );
    const handle = stack().client.workflow.getHandle(module?.workflowId ?? '');
    await until(
      () => handle.describe(),
      ({ raw }) => (raw.pendingActivities?.length ?? 0) === 0,
    );
    expect(await stack().migrations.progress(id)).toMatchObject({ paused: true, planned: 1, running: [{}] });
    await stack().migrations.resume(id, bob);
    const report = await result;
    expect(report).toMatchObject({ status: 'completed', modules: [{ state: 'merged' }, { state: 'merged' }] });
    expect(report.decisions.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['pause', 'ann'],
      ['resume', 'bob'],
    ]);
    const events = (await handle.fetchHistory()).events ?? [];
    const told = events.flatMap((event, index) =>
      event.workflowExecutionSignaledEventAttributes?.signalName === 'setPaused' ? [index] : [],
    );
    const between = events.slice(told[0], told[1]).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(told).toHaveLength(2);
    expect(between.length).toBeLessThanOrEqual(1);
  });
});

describe('steering', () => {
  it('skips a module at work and one that has not begun, and says who did and why', async () => {
    const { id, result, data } = await start(['a.js', 'b.js', 'c.js'], { concurrency: 1 });
    const [first] = (await waiting(id, 1)).awaiting;
    const { skip } = stack().migrations;
    await expect(skip(id, 'nowhere.js', ann)).rejects.toThrow('there is no module "nowhere.js"');
    expect(await skip(id, 'c.js', ann)).toMatchObject({ kind: 'skip', actor: 'ann' });
    await skip(id, first?.key ?? '', bob);
    const [second] = (await stack().until(id, ({ awaiting }) => awaiting[0]?.path === 'b.js')).awaiting;
    await stack().migrations.approveMerge(second?.workflowId ?? '', {
      head: '',
      evidence: '',
      ...second?.awaits,
      actor: 'ann',
    });
    const report = await result;
    expect(report.status).toBe('completed-with-unresolved');
    expect(report.modules.map(({ path, state, reason }) => [path, state, reason])).toEqual([
      ['a.js', 'skipped', 'bob skipped it'],
      ['b.js', 'merged', undefined],
      ['c.js', 'skipped', 'ann skipped it: it is time'],
    ]);
    expect((await data.landed(report.base)).map(({ module }) => module)).toEqual(['b.js']);
  });

  it('retries an unresolved module in a new round, on the branch as it is now', async () => {
    const { id, result } = await start(['a.js', 'b.js', 'wrong.js'], { budget: { attempts: 1 }, concurrency: 3 });
    const { awaiting } = await stack().until(id, (seen) => seen.awaiting.length === 2 && seen.finished.length === 1);
    const { migrations } = stack();
    const key = await keyOf(id, 'wrong.js');
    await expect(migrations.retry(id, 'a.js', ann)).rejects.toThrow('a.js has not ended');
    const [a, b] = awaiting;
    await migrations.approveMerge(a?.workflowId ?? '', { head: '', evidence: '', ...a?.awaits, actor: 'ann' });
    await stack().until(id, ({ finished }) => finished.some((module) => module.state === 'merged'));
    // Its first attempt of each round is wrong; the brain knows no rounds, so the second one ends the same way.
    expect(await migrations.retry(id, 'wrong.js', ann)).toMatchObject({ kind: 'retry', module: key });
    const again = await until(
      () => migrations.module(moduleWorkflowId('default', id, key, 2)).catch(() => undefined),
      (view) => view !== undefined && view.start !== undefined,
    );
    const tip = (await stack().migrations.progress(id)).finished.find(({ state }) => state === 'merged')?.commit;
    expect(again).toMatchObject({ round: 2, start: tip });
    await stack().until(id, ({ finished }) => finished.some((module) => module.round === 2));
    await migrations.approveMerge(b?.workflowId ?? '', { head: '', evidence: '', ...b?.awaits, actor: 'ann' });
    const report = await result;
    expect(report.modules.find(({ path }) => path === 'wrong.js')).toMatchObject({ round: 2, state: 'unresolved' });
    expect(report.earlierRounds).toMatchObject([{ path: 'wrong.js', round: 1, state: 'unresolved' }]);
    expect(report.usage.modelCalls).toBe(
      [...report.modules, ...report.earlierRounds].reduce((sum, { usage }) => sum + usage.modelCalls, 0),
    );
  });
});

describe('cancelling by decision', () => {
  it('ends the migration with a report that says who did it, and refuses what comes after', async () => {
    const { id, result } = await start(['a.js', 'b.js']);
    await waiting(id, 2);
    const cancelling = stack().migrations.cancel(id, ann);
    expect(await cancelling).toMatchObject({ kind: 'cancel', actor: 'ann' });
    const report = await result;
    expect(report).toMatchObject({
      status: 'cancelled',
      branch: null,
      warnings: ['ann cancelled it: it is time'],
      modules: [{ state: 'cancelled' }, { state: 'cancelled' }],
      decisions: [{ kind: 'cancel', actor: 'ann', channel: 'cli' }],
    });
    await expect(stack().migrations.cancel(id, bob)).rejects.toMatchObject({ type: 'NotFound' });
  });
});

describe('the approval of a plan', () => {
  const asking = { approve: { plan: true, merge: 'none' as const } };

  it('is waited for before any module begins, and names the plan', async () => {
    const { id, result } = await start(['a.js'], asking);
    const { awaitsPlan, plan, total } = await stack().until(id, (seen) => seen.awaitsPlan !== undefined);
    expect({ plan, total }).toEqual({ plan: awaitsPlan?.plan, total: 1 });
    const { decidePlan } = stack().migrations;
    await expect(decidePlan(id, 'approvePlan', 'another', ann)).rejects.toThrow(`the plan is ${plan} now`);
    await decidePlan(id, 'approvePlan', plan ?? '', ann);
    expect(await result).toMatchObject({
      status: 'completed',
      decisions: [{ kind: 'approvePlan', actor: 'ann', plan }],
    });
  });

  it('can be refused: then the migration is cancelled and nothing was paid', async () => {
    const { id, result } = await start(['a.js'], asking);
    const { plan = '' } = await stack().until(id, (seen) => seen.awaitsPlan !== undefined);
    const asked = stack().rehearsal.calls().length;
    await stack().migrations.decidePlan(id, 'rejectPlan', plan, { ...ann, reason: 'Too many modules.' });
    expect(await result).toMatchObject({
      status: 'cancelled',
      warnings: ['ann rejected the plan: Too many modules.'],
      modules: [{ state: 'cancelled', reason: 'it had not begun' }],
    });
    expect(stack().rehearsal.calls()).toHaveLength(asked);
  });

  it('expires where the migration file says so', async () => {
    const { result } = await start(['a.js'], { approve: { plan: true, expire: '1s' } });
    expect(await result).toMatchObject({ status: 'cancelled', warnings: [expect.stringContaining('approve.expire')] });
  });
});

describe('a wait for a person', () => {
  it('reminds, and ends when it expires: what was verified is not merged', async () => {
    const { id, result } = await start(['a.js'], { approve: { remind: '1s', expire: '4s' } });
    const { awaiting } = await stack().until(id, (seen) => (seen.awaiting[0]?.reminders ?? 0) >= 1);
    expect(awaiting[0]?.note).toMatch(/Reminder 1: since 20/);
    expect(await result).toMatchObject({
      status: 'completed-with-unresolved',
      branch: null,
      modules: [{ state: 'unresolved', reason: expect.stringContaining('approve.expire') }],
    });
  });
});

describe('a budget', () => {
  it('lets no further turn begin when it is spent, and starts no module that has nothing left', async () => {
    // One call of the rehearsal model costs more than this.
    const { result } = await start(['a.js', 'b.js'], { budget: { usd: 0.000001 }, concurrency: 1 });
    const report = await result;
    expect(report.modules).toMatchObject([
      { path: 'a.js', state: 'unresolved', turns: 1, reason: expect.stringContaining('budget.usd') },
      { path: 'b.js', state: 'unresolved', turns: 0, reason: expect.stringContaining('budget.usd') },
    ]);
    expect(report.usage.modelCalls).toBe(1);
  });

  it('limits a module without limiting the others', async () => {
    const { result } = await start(['a.js', 'b.js'], { budget: { perModule: { usd: 0.000001 } }, concurrency: 1 });
    expect((await result).modules).toMatchObject([{ turns: 1 }, { turns: 1 }]);
  });
});

describe('a plan and a try', () => {
  it('a plan measures the baselines, asks no model and changes nothing', async () => {
    const asked = stack().rehearsal.calls().length;
    const { result, repository } = await start(['a.js', 'b.js'], {}, { mode: 'plan' });
    expect(await result).toMatchObject({
      mode: 'plan',
      status: 'completed',
      branch: null,
      modules: [
        { path: 'a.js', state: 'planned', baseline: { tests: 2, failing: 0 } },
        { path: 'b.js', state: 'planned', baseline: { tests: 2, failing: 0 } },
      ],
    });
    expect(stack().rehearsal.calls()).toHaveLength(asked);
    expect((await repository.git('branch', '--list', 'migrated')).trim()).toBe('');
  });

  it('a plan names the modules whose baseline proves nothing', async () => {
    const verify = [{ name: 'test', run: 'echo 1..0', report: 'tap' as const }];
    const { result } = await start(['a.js'], { verify }, { mode: 'plan' });
    expect(await result).toMatchObject({
      status: 'completed-with-unresolved',
      modules: [{ state: 'unresolved', reason: expect.stringContaining('the baseline proves nothing') }],
    });
  });

  it('a try takes one module to its verified state, on what the first one makes, and merges nothing', async () => {
    const { result, repository, data } = await start(
      ['a.js', 'b.js', 'first.js'],
      {
        modules: { by: 'files', include: ['[ab].js'] },
        first: { goal: 'Begin.', mayChange: ['first.js'], verify: wordVerify },
      },
      { mode: 'try', module: 'b.js' },
    );
    const report = await result;
    expect(report).toMatchObject({ mode: 'try', status: 'completed', branch: null, head: report.base });
    const [b, first] = report.modules;
    expect(report.modules.map(({ path, state }) => [path, state])).toEqual([
      ['b.js', 'verified'],
      ['first.js', 'verified'],
    ]);
    expect(b?.start).toBe(first?.head);
    expect(await data.show(b?.head ?? '', 'b.js')).toContain("'NEW'");
    expect((await repository.git('branch', '--list', 'migrated')).trim()).toBe('');
  });

  it('a try of a module that is not there says which ones are', async () => {
    const { result } = await start(['a.js', 'b.js'], {}, { mode: 'try', module: 'z.js' });
    await expect(result).rejects.toMatchObject({
      cause: { message: 'There is no module "z.js": there are a.js, b.js.', type: 'InputRefused' },
    });
  });
});
