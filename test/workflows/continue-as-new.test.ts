import type { Client } from '@temporalio/client';
import { expect, inject, it, onTestFinished } from 'vitest';
import { startTemporal } from '../../src/dev/temporal/start-temporal.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

/** A server that suggests continue-as-new after so few events that a small migration meets it again and again. */
async function impatientServer() {
  const server = await startTemporal({
    binary: inject('temporal').binary,
    ui: false,
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 40 },
    log: () => {},
  });
  onTestFinished(() => server.stop());
  return server;
}

/** What is said to a migration that is delivered, or has just ended, is acknowledged by nobody; any other refusal is a fault. */
function isOver(error: unknown): false {
  if (error instanceof Error && /ended|already completed|not found/i.test(error.message)) return false;
  throw error;
}

/** How many runs a workflow had, by following each run's first event back to the run before it. */
async function runsOf(client: Client, workflowId: string): Promise<number> {
  let runs = 0;
  let runId: string | undefined;
  do {
    const handle: ReturnType<Client['workflow']['getHandle']> = client.workflow.getHandle(workflowId, runId);
    const { events } = await handle.fetchHistory();
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
    runs += 1;
  } while (runId !== undefined && runId !== '');
  return runs;
}

it('a migration and its merge queue are continued as new again and again, and nothing is lost or counted twice', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `m${String(index).padStart(2, '0')}.js`);
  const repository = await gitRepository(Object.fromEntries(names.map((name) => [name, wordModule()])));
  // The model's part is in another workflow's history; half of the modules need it, so that ends come late and early.
  const stack = await migrationStack({
    brain: renamingBrain({ 'm00.js': ['BAD'], 'm05.js': ['BAD', 'BAD'] }),
    temporal: await impatientServer(),
  });
  const { id, workflowId } = await stack.start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.js'], exclude: ['m11.js'] },
    last: { goal: 'End.', mayChange: ['m11.js'], verify: wordVerify },
    verify: wordVerify,
    recipe: [{ run: 'case "$MODULE" in *[2468].js) sed -i s/OLD/NEW/ "$MODULE";; esac' }],
    concurrency: 3,
    deliver: { branch: 'migrated' },
  });
  const report = await stack.approveAll(id);

  expect(await runsOf(stack.client, workflowId)).toBeGreaterThan(2);
  expect(await runsOf(stack.client, `${workflowId}/integrate`)).toBeGreaterThan(2);
  expect(report.status).toBe('completed');
  expect(report.modules.map(({ path, state }) => [path, state])).toEqual(names.map((name) => [name, 'merged']));
  expect(report.modules.map(({ attempts }) => attempts)).toEqual([2, 1, 0, 1, 0, 3, 0, 1, 0, 1, 1, 1]);

  const landed = await migrationData(stack.dataFolder, id).landed(report.base);
  expect(landed.map(({ module }) => module).sort()).toEqual(names);
  expect(landed.at(-1)).toMatchObject({ module: 'm11.js', commit: report.head });
  expect((await repository.git('rev-parse', 'migrated')).trim()).toBe(report.head);
  for (const name of names) expect(await repository.show('migrated', name)).toContain("'NEW'");
  const calls = stack.rehearsal.calls();
  expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length);
  expect(report.usage.modelCalls).toBe(calls.length);
}, 240_000);

it('skips reach their modules, and end one whose workflow was terminated by hand, of which nobody hears any more', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `m${index}.js`);
  const repository = await gitRepository(Object.fromEntries(names.map((name) => [name, wordModule()])));
  const stack = await migrationStack({ brain: renamingBrain(), temporal: await impatientServer() });
  const { id, workflowId, result } = await stack.start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    concurrency: 3,
  });
  const skip = (name: string) => stack.migrations.skip(id, name, { actor: 'ann', channel: 'cli' });
  const [first] = (await stack.until(id, ({ awaiting }) => awaiting.some(({ path }) => path === 'm0.js'))).running;
  for (const name of names.slice(1, 7)) {
    await stack.until(id, ({ awaiting }) => awaiting.some(({ path }) => path === name));
    await skip(name);
  }
  expect(await runsOf(stack.client, workflowId)).toBeGreaterThan(1);
  await stack.client.workflow.getHandle(first?.workflowId ?? '').terminate();
  await skip('m0.js');
  const { finished } = await stack.until(id, (seen) => seen.finished.some(({ path }) => path === 'm0.js'));
  expect(finished.find(({ path }) => path === 'm0.js')).toMatchObject({ state: 'skipped', reason: 'ann skipped it' });
  await stack.approveAll(id);
  expect((await result).modules.filter(({ state }) => state === 'merged').map(({ path }) => path)).toEqual(['m7.js']);
}, 240_000);

it('what people say by signal and by update while it is continued as new is heard once, each of it', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `m${index}.js`);
  const repository = await gitRepository(Object.fromEntries(names.map((name) => [name, wordModule()])));
  const stack = await migrationStack({ brain: renamingBrain(), temporal: await impatientServer() });
  const { id, workflowId, result } = await stack.start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    recipe: [{ run: 'sed -i s/OLD/NEW/ "$MODULE"' }],
    approve: { merge: 'none' },
    budget: { tokens: 1_000_000 },
    concurrency: 2,
  });
  const handle = stack.client.workflow.getHandle(workflowId);
  const said: number[] = [];
  await stack.until(id, ({ running }) => running.length > 0);
  // As fast as they are taken, so that some of them meet each moment of a change from run to run. Until its modules have ended.
  for (let tokens = 1_000_001; ; tokens += 2) {
    const signalled = await handle.signal('raiseBudget', { v: 1, tokens, actor: 'ann' }).then(() => true, isOver);
    if (!signalled) break;
    said.push(tokens);
    const by = { actor: 'ann', channel: 'cli' } as const;
    const updated = await stack.migrations.raiseBudget(id, { tokens: tokens + 1 }, by).then(() => true, isOver);
    if (!updated) break;
    said.push(tokens + 1);
  }
  const { decisions } = await result;
  expect(await runsOf(stack.client, workflowId)).toBeGreaterThan(2);
  expect(said.length).toBeGreaterThan(5);
  const heard = decisions.map(({ budget }) => budget?.tokens);
  // The last signal may have come when nothing could be raised any more.
  expect(heard).toEqual(said.slice(0, heard.length));
  expect(said.length - heard.length).toBeLessThan(2);
}, 240_000);
