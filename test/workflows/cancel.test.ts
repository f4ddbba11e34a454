import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { closedWorkflows } from '../support/closed-workflows.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { until } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { runningCommands } from '../support/running-commands.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const stack = sharedStack(() => ({ brain: renamingBrain() }));

/** A time to sleep that no other command of this machine has: it finds the command's process. */
const longTime = () => `600.${randomInt(1e9, 1e10)}`;

/** Verify commands that, where the shell condition holds, sleep before the tests are run. */
const verifySleeping = (condition: string, time: string) =>
  wordVerify.map((command) => ({ ...command, run: `if ${condition}; then sleep ${time}; fi; ${command.run}` }));

async function start(paths: string[], more: Partial<Parameters<ReturnType<typeof stack>['start']>[0]>) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const migration = await stack().start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    deliver: { branch: 'migrated' },
    ...more,
  });
  const data = migrationData(stack().dataFolder, migration.id);
  const states = async () =>
    Object.fromEntries((await data.report())?.modules.map((end) => [end.path, end.state]) ?? []);
  const cancel = () => stack().client.workflow.getHandle(migration.workflowId).cancel();
  /** Checks what holds after every cancellation. */
  const cancelled = async () => {
    await expect(migration.result).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    const report = await data.report();
    if (report === undefined) throw new Error('There is no report.');
    expect(report.status).toBe('cancelled');
    expect((await closedWorkflows(stack().client, migration.workflowId, report))['/integrate']).toBe('COMPLETED');

    const landed = await data.landed(report.base);
    const merged = report.modules.filter((module) => module.state === 'merged');
    expect(new Map(landed.map(({ module, commit }) => [module, commit]))).toEqual(
      new Map(merged.map(({ path, commit }) => [path, commit])),
    );
    expect(landed).toHaveLength(merged.length);
    expect(report.head).toBe(landed.at(-1)?.commit ?? report.base);
    const delivered = (await repository.git('branch', '--list', 'migrated', '--format=%(objectname)')).trim();
    expect(delivered).toBe(landed.at(-1)?.commit ?? '');
    expect(report.branch).toBe(landed.length === 0 ? null : 'migrated');
  };
  return { ...migration, repository, data, states, cancel, cancelled };
}

describe('cancelling a migration', () => {
  it('kills running commands at once and keeps what was merged', async () => {
    const time = longTime();
    const { cancel, cancelled, states } = await start(['a.js', 'b.js', 'c.js', 'd.js'], {
      first: { goal: 'Begin.', mayChange: ['a.js'], verify: wordVerify },
      modules: { by: 'files', include: ['*.js'], exclude: ['a.js'] },
      verify: verifySleeping('true', time),
      last: { goal: 'End.', mayChange: ['e.js'] },
      approve: { merge: 'none' },
      concurrency: 2,
    });
    await until(
      async () => runningCommands(time),
      (running) => running.length >= 2,
    );
    const began = performance.now();
    await cancel();
    await until(
      async () => runningCommands(time),
      (running) => running.length === 0,
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    await cancelled();
    const cancelledOnes = { 'b.js': 'cancelled', 'c.js': 'cancelled', 'd.js': 'cancelled', 'e.js': 'cancelled' };
    expect(await states()).toEqual({ 'a.js': 'merged', ...cancelledOnes });
  });

  it('gives up model calls that are under way', async () => {
    stack().rehearsal.setLatency(600_000);
    const { cancel, cancelled, states } = await start(['a.js', 'b.js'], {});
    await until(
      async () => stack().rehearsal.inFlight(),
      (calls) => calls.length === 2,
    );
    await cancel();
    await cancelled();
    stack().rehearsal.setLatency(0);
    expect(stack().rehearsal.inFlight()).toEqual([]);
    expect(await states()).toEqual({ 'a.js': 'cancelled', 'b.js': 'cancelled' });
  });

  it('ends modules that wait for a person, and an approval that comes too late merges nothing', async () => {
    const { id, cancel, cancelled, states, data } = await start(['a.js', 'b.js'], {});
    const { awaiting, base } = await stack().until(id, (progress) => progress.awaiting.length === 2);
    await cancel();
    await cancelled();
    expect(await states()).toEqual({ 'a.js': 'cancelled', 'b.js': 'cancelled' });
    for (const { workflowId, awaits } of awaiting) {
      const late = stack().migrations.approveMerge(workflowId, { head: '', evidence: '', ...awaits, actor: 'late' });
      await expect(late).rejects.toThrow(/has ended/);
    }
    expect(await data.landed(base ?? '')).toEqual([]);
  });

  it('in the middle of a verification of merged files, keeps the branch at what was merged before', async () => {
    const time = longTime();
    const { id, cancel, cancelled, states } = await start(['a.js', 'b.js', 'c.js'], {
      verify: verifySleeping(`[ "$MODULE" != a.js ] && grep -q NEW a.js`, time),
    });
    const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 3);
    for (const path of ['a.js', 'b.js', 'c.js']) {
      const module = awaiting.find((view) => view.path === path);
      const awaits = { head: '', evidence: '', ...module?.awaits };
      await stack().migrations.approveMerge(module?.workflowId ?? '', { ...awaits, actor: 'ann' });
      if (path === 'a.js') await stack().until(id, ({ finished }) => finished.length === 1);
    }
    await until(
      async () => runningCommands(time),
      (running) => running.length > 0,
    );
    await cancel();
    await cancelled();
    expect(runningCommands(time)).toEqual([]);
    expect(await states()).toEqual({ 'a.js': 'merged', 'b.js': 'cancelled', 'c.js': 'cancelled' });
  });

  it('leaves no module open that was about to start when the cancellation came', async () => {
    const { id, workflowId, cancel, cancelled, states } = await start(['a.js', 'b.js'], { concurrency: 1 });
    const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 1);
    const [one] = awaiting;
    await stack().worker.kill();
    // Both are waiting when the worker is back: the news that makes the next module start, and the cancellation.
    const result = { ...one, attempts: 1, turns: 1, state: 'cancelled', usage: usage() };
    await stack().client.workflow.getHandle(workflowId).signal('moduleChanged', { v: 1, key: one?.key, result });
    await cancel();
    await stack()
      .client.workflow.getHandle(one?.workflowId ?? '')
      .cancel();
    await stack().startWorker();
    await cancelled();
    expect(await states()).toEqual({ 'a.js': 'cancelled', 'b.js': 'cancelled' });
  });
});

const usage = () => ({ modelCalls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 });
