import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import { moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { until } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { startWords, type StartWords } from '../support/start-words.ts';

const stack = sharedStack(() => ({ brain: renamingBrain({ 'wrong.js': ['BAD', 'BAD'] }) }));

const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };
const bob: By = { actor: 'bob', channel: 'api' };

const start: StartWords = (...args) => startWords(stack(), ...args);

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
    await expect(stack().migrations.pause(id, bob)).rejects.toThrow('paused already');
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

describe('a pause at the end of a phase', () => {
  it('holds what would follow, the delivery too, and lets people think again', async () => {
    const { id, result, repository } = await start(['a.js']);
    const { migrations } = stack();
    const [module] = (await waiting(id, 1)).awaiting;
    await migrations.pause(id, ann);
    await migrations.skip(id, 'a.js', ann);
    const { phase } = await stack().until(id, ({ finished }) => finished.length === 1);
    expect(phase).toBe('sweep');
    expect(await migrations.retry(id, 'a.js', bob)).toMatchObject({ kind: 'retry', module: module?.key });
    await migrations.resume(id, bob);
    await stack().approveAll(id);
    expect(await result).toMatchObject({ status: 'completed', modules: [{ state: 'merged', round: 2 }] });
    expect(await repository.show('migrated', 'a.js')).toContain("'NEW'");
  });
});

describe('what is typed by hand into the signals between workflows', () => {
  it('changes nothing, and the migration goes on', async () => {
    const { id, workflowId, result } = await start(['a.js', 'b.js'], { budget: { usd: 10 }, concurrency: 1 });
    const [module] = (await waiting(id, 1)).awaiting;
    const send = (to: string, name: string, payload: unknown) =>
      stack().client.workflow.getHandle(to).signal(name, payload);
    for (const payload of [null, 'x', { result: { key: module?.key } }, { view: { key: module?.key, awaits: {} } }])
      await send(workflowId, 'moduleChanged', payload);
    for (const payload of [null, {}, { workflowId: 4, head: 4 }])
      await send(`${workflowId}/integrate`, 'enqueueMerge', payload);
    for (const name of ['setPaused', 'skipModule']) await send(module?.workflowId ?? '', name, { v: 1 });
    await stack().approveAll(id);
    expect(await result).toMatchObject({ status: 'completed', modules: [{ state: 'merged' }, { state: 'merged' }] });
  });
});

describe('steering', () => {
  it('skips modules that are just being started', async () => {
    const { id, result } = await start(['a.js', 'b.js', 'c.js']);
    await waiting(id, 3);
    const { migrations } = stack();
    const both = ['b.js', 'c.js'];
    for (const path of both) await migrations.skip(id, path, ann);
    const ended = ({ finished }: { finished: unknown[] }) => finished.length === both.length;
    await stack().until(id, ended);
    // A retry looks first where the branch is, and starts its module then: a skip may come at any moment of that.
    for (const path of both) {
      await migrations.retry(id, path, ann);
      await migrations.skip(id, path, bob);
    }
    const { finished } = await stack().until(id, ended);
    expect(finished.map(({ reason }) => reason)).toEqual(both.map(() => 'bob skipped it'));
    await stack().approveAll(id);
    expect((await result).modules.map(({ state }) => state)).toEqual(['merged', 'skipped', 'skipped']);
  });

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
