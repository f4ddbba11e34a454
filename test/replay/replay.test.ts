import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { gitRepository } from '../support/git-repository.ts';
import { closedWorkflows } from '../support/closed-workflows.ts';
import { migrationData } from '../support/migration-data.ts';
import { historyFromJson, historyToJson, type HistoryJson } from '../support/history-json.ts';
import { historyText, neutralHistory } from '../support/neutral-history.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

/**
 * Histories of earlier versions: workflows that run while Drover is upgraded are continued by the new code, so it has to take the
 * same steps. A change that must take others goes behind `patched`, and the files stay; only before the first release may they be made anew:
 * run this file with DROVER_RECORD_HISTORIES=1.
 */
const recorded = resolve('test/replay/histories');
const isRecording = process.env['DROVER_RECORD_HISTORIES'] === '1';

const stack = sharedStack(() => ({ brain: renamingBrain({ 'model.js': ['BAD'] }) }));

beforeAll(() => {
  // A history that does not replay is logged at length, and is expected once.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: { logging: { filter: 'OFF' } },
  });
});

/** Replays histories on the workflows of this build; returns the names of those that took other steps, with the reason. */
async function replay(named: Map<string, HistoryJson>): Promise<Record<string, Error>> {
  const names = [...named.keys()];
  const histories = [...named.values()].map((history) => {
    const start = history.events[0]?.['workflowExecutionStartedEventAttributes'] as { workflowId: string };
    return { workflowId: start.workflowId, history: historyFromJson(history) };
  });
  const options = { workflowBundle: { codePath: resolve('dist/workflow-bundle.js') } };
  const errors: (Error | undefined)[] = [];
  for await (const { error } of Worker.runReplayHistories(options, histories)) errors.push(error);
  expect(errors).toHaveLength(names.length);
  return Object.fromEntries(errors.flatMap((error, index) => (error === undefined ? [] : [[names[index], error]])));
}

/** The histories of a migration's workflows, by file name. */
async function historiesOf(
  report: MigrationReport,
  folder: string,
  kind: string = report.status,
): Promise<Map<string, HistoryJson>> {
  const workflowId = `migration/default/${report.id}`;
  const ends = await closedWorkflows(stack().client, workflowId, report);
  const histories = new Map<string, HistoryJson>();
  for (const end of Object.keys(ends)) {
    const history = await stack().client.workflow.getHandle(`${workflowId}${end}`).fetchHistory();
    const module = report.modules.find(({ key }) => moduleWorkflowId('default', report.id, key, 1).endsWith(end));
    const name = end === '' ? 'repository' : end === '/integrate' ? 'integrate' : `module-${module?.path}`;
    histories.set(`${kind}-${name}.json`, neutralHistory(historyToJson(history), { [folder]: '/srv/repository' }));
  }
  return histories;
}

async function finishedMigration(): Promise<Map<string, HistoryJson>> {
  const paths = ['first.js', 'last.js', 'model.js', 'recipe.js', 'refused.js'];
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  stack().rehearsal.failNext({ kind: '401', module: 'refused.js' });
  const { id } = await stack().start({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['*.js'], exclude: ['first.js', 'last.js'] },
    first: { goal: 'Begin.', mayChange: ['first.js'], verify: wordVerify },
    last: { goal: 'End.', mayChange: ['last.js'], verify: wordVerify },
    recipe: [{ run: 'case "$MODULE" in recipe.js) sed -i s/OLD/NEW/ "$MODULE";; esac' }],
    verify: wordVerify,
    deliver: { branch: 'migrated' },
  });
  return historiesOf(await stack().approveAll(id), repository.folder);
}

async function cancelledMigration(): Promise<Map<string, HistoryJson>> {
  const repository = await gitRepository({ 'a.js': wordModule(), 'b.js': wordModule() });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    concurrency: 1,
    budget: { attempts: 2 },
  });
  const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 1);
  const [module] = awaiting;
  const rejection = { head: '', evidence: '', ...module?.awaits, actor: 'ann', reason: 'Not so.' };
  await stack()
    .client.workflow.getHandle(module?.workflowId ?? '')
    .signal('approveMerge');
  await stack().migrations.rejectMerge(module?.workflowId ?? '', rejection);
  await stack().until(id, (progress) => progress.awaiting[0]?.attempt === 2);
  await stack().client.workflow.getHandle(`migration/default/${id}`).cancel();
  await expect(result).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  const report = await migrationData(stack().dataFolder, id).report();
  if (report === undefined) throw new Error('There is no report.');
  return historiesOf(report, repository.folder);
}

/** A migration on which people decide by update: they approve its plan, pause it, go on, skip and approve, and cancel it. */
async function steeredMigration(): Promise<Map<string, HistoryJson>> {
  const repository = await gitRepository({ 'a.js': wordModule(), 'b.js': wordModule() });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    approve: { plan: true, remind: '1h' },
  });
  const { migrations } = stack();
  const ann = { actor: 'ann', channel: 'cli', reason: 'so' } as const;
  const { plan = '' } = await stack().until(id, (progress) => progress.awaitsPlan !== undefined);
  await migrations.decidePlan(id, 'approvePlan', plan, ann);
  const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 2);
  const [one, other] = awaiting;
  await migrations.pause(id, ann);
  await migrations.resume(id, ann);
  await migrations.skip(id, one?.key ?? '', ann);
  await stack().until(id, (progress) => progress.finished.length === 1);
  await migrations.retry(id, one?.key ?? '', ann);
  await migrations.decideMerge(
    other?.workflowId ?? '',
    'approveMerge',
    { head: '', evidence: '', ...other?.awaits },
    ann,
  );
  await stack().until(id, (progress) => progress.finished.length === 1 && progress.awaiting.length === 1);
  await migrations.cancel(id, ann);
  return historiesOf(await result, repository.folder, 'steered');
}

/** A migration that is reviewed, and whose budget is used up until a person raises it. */
async function frugalMigration(): Promise<Map<string, HistoryJson>> {
  const repository = await gitRepository({ 'a.js': wordModule() });
  const { id, result } = await stack().start({
    ...smallMigration(repository.folder),
    verify: wordVerify,
    review: true,
    budget: { total: { turns: 2 } },
    approve: { merge: 'none', remind: '1h' },
  });
  await stack().until(id, (progress) => progress.awaitsBudget !== undefined);
  await stack().migrations.raiseBudget(id, { turns: 9 }, { actor: 'ann', channel: 'cli', reason: 'so' });
  return historiesOf(await result, repository.folder, 'frugal');
}

describe('workflows', () => {
  it.each([
    ['finished', finishedMigration, 6],
    ['cancelled', cancelledMigration, 3],
    ['steered', steeredMigration, 4],
    ['frugal', frugalMigration, 3],
  ])('of a %s migration take the same steps when they are replayed', async (_, migration, count) => {
    const histories = await migration();
    expect(histories.size).toBe(count);
    expect(await replay(histories)).toEqual({});
    if (isRecording) await record(histories);
  });

  it('take the same steps as when histories were recorded', async () => {
    const histories = await readRecorded();
    expect(histories.size).toBeGreaterThanOrEqual(16);
    expect(await replay(histories)).toEqual({});
  });

  it('fail the replay when they take another step', async () => {
    const name = 'completed-with-unresolved-integrate.json';
    const history = (await readRecorded()).get(name) ?? { events: [] };
    const changed = neutralHistory(history, { mergeModule: 'rebaseModule' });
    expect(await replay(new Map([[name, changed]]))).toMatchObject({ [name]: { name: 'DeterminismViolationError' } });
  });
});

it('recorded histories name no machine, no user and no folder of the machine that they were made on', async () => {
  for (const [name, history] of await readRecorded()) {
    const text = historyText(history);
    expect([name, /(^|[^\w.])\/(tmp|home|root|work|Users|var)\/[^\s"]*/.exec(text)?.[0]]).toEqual([name, undefined]);
    expect([name, /\d+@[\w.-]+/.exec(text)?.[0]]).toEqual([name, undefined]);
    expect([name, /\b(sk-|Bearer )\w+/.exec(text)?.[0]]).toEqual([name, undefined]);
  }
});

async function readRecorded(): Promise<Map<string, HistoryJson>> {
  const histories = new Map<string, HistoryJson>();
  for (const name of await readdir(recorded)) {
    histories.set(name, JSON.parse(await readFile(join(recorded, name), 'utf8')) as HistoryJson);
  }
  return histories;
}

async function record(histories: Map<string, HistoryJson>): Promise<void> {
  await mkdir(recorded, { recursive: true });
  for (const [name, history] of histories) {
    await writeFile(join(recorded, name), `${JSON.stringify(history)}\n`);
  }
}
