import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { moduleWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { moduleOf } from '../../src/dev/rehearsal/module-of.ts';
import { until } from '../support/migration-stack.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationData } from '../support/migration-data.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const renaming = renamingBrain({ 'wrong.js': ['BAD', 'BAD'] });
/** Renames, and makes the request after its first answer about `long.js` too long for the model. */
const brain: Brain = (request) => {
  const isLong = moduleOf(request.items) === 'long.js' && asked.requests('long.js').length === 1;
  if (isLong) stack().rehearsal.failNext({ kind: 'overflow', module: 'long.js' });
  return renaming(request);
};
const asked = recordingBrain(brain);
const stack = sharedStack(() => ({ brain: asked.brain }));

type File = Parameters<ReturnType<typeof stack>['start']>[0];

async function start(paths: string[], more: Partial<File> = {}) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const file: File = {
    ...smallMigration(repository.folder),
    verify: wordVerify,
    approve: { merge: 'none' },
    deliver: { branch: 'migrated' },
    ...more,
  };
  const migration = await stack().start(file);
  return { ...migration, repository, data: migrationData(stack().dataFolder, migration.id) };
}

const callsOf = (module: string) =>
  stack()
    .rehearsal.calls()
    .filter((call) => call.module === module);

describe('the phases of a migration', () => {
  it('lands the first module before the others begin on its commit, and begins the last one when all have landed', async () => {
    const paths = ['a.js', 'b.js', 'c.js', 'd.js', 'e.js', 'z.js'];
    const { id, result, data } = await start(paths, {
      modules: { by: 'files', include: ['*.js'], exclude: ['a.js', 'z.js'] },
      first: { goal: 'Begin.', mayChange: ['a.js'], verify: wordVerify },
      last: { goal: 'End.', mayChange: ['z.js'], verify: wordVerify },
      concurrency: 2,
    });
    const seen: string[][] = [];
    for (let hasEnded = false; !hasEnded;) {
      const { running } = await stack().migrations.progress(id);
      seen.push(running.map(({ path }) => path));
      hasEnded = await Promise.race([result.then(() => true), sleep(20, false)]);
    }
    expect(Math.max(...seen.map((running) => running.length))).toBe(2);
    for (const alone of ['a.js', 'z.js']) {
      const withIt = seen.filter((running) => running.includes(alone));
      expect(withIt.length).toBeGreaterThan(0);
      for (const running of withIt) expect(running).toEqual([alone]);
    }

    const report = await result;
    expect(report.modules.map(({ path, state, role }) => [path, state, role])).toEqual(
      paths.map((path) => [path, 'merged', path === 'a.js' ? 'first' : path === 'z.js' ? 'last' : 'module']),
    );
    const landed = await data.landed(report.base);
    expect([landed[0]?.module, landed[5]?.module]).toEqual(['a.js', 'z.js']);
    for (const { key, path } of report.modules) {
      const { start: from } = await stack().migrations.module(moduleWorkflowId('default', id, key, 1));
      expect(from).toBe(path === 'a.js' ? report.base : path === 'z.js' ? landed[4]?.commit : landed[0]?.commit);
    }
  });

  it('skips all others, and pays nothing for them, when the first module is not resolved', async () => {
    const { result, repository } = await start(['wrong.js', 'skipped.js'], {
      modules: { by: 'files', include: ['skipped.js'] },
      first: { goal: 'Begin.', mayChange: ['wrong.js'], verify: wordVerify },
      last: { goal: 'End.', mayChange: ['last.js'], verify: wordVerify },
      budget: { attempts: 2 },
    });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed-with-unresolved', branch: null, head: report.base });
    expect(Object.fromEntries(report.modules.map(({ path, state }) => [path, state]))).toEqual({
      'wrong.js': 'unresolved',
      'skipped.js': 'skipped',
      'last.js': 'skipped',
    });
    expect([...callsOf('skipped.js'), ...callsOf('last.js')]).toEqual([]);
    expect(await repository.git('branch', '--list', 'migrated')).toBe('');
  });

  it('takes nothing to change for an answer when the model says so twice and the tests agree', async () => {
    const { result } = await start(['same.js'], {
      verify: [{ name: 'test', run: 'WORD=OLD node --test --test-reporter=junit "./$MODULE"' }],
      recipe: [{ run: 'true' }],
      goal: 'Replace nothing.',
      modules: { by: 'files', include: ['same.js'] },
      protect: ['same.js'],
    });
    const report = await result;
    expect(report).toMatchObject({ status: 'completed', branch: null });
    expect(report.modules).toMatchObject([{ state: 'unchanged', attempts: 2, tests: { before: 2, after: 2 } }]);
    expect(userTexts(asked.requests('same.js').at(-1)).at(-1)).toContain('The last attempt changed nothing.');
  });

  it('says what landed, although it can not be delivered, in the report of a failed migration', async () => {
    const { id, repository, data } = await start(['a.js', 'b.js'], { approve: { merge: 'each' } });
    await stack().until(id, ({ awaiting }) => awaiting.length === 2);
    await repository.git('checkout', '-q', '-b', 'migrated');
    await repository.commit({ 'other.txt': 'not of this migration\n' });
    await expect(stack().approveAll(id)).rejects.toMatchObject({ cause: { cause: { type: 'InputRefused' } } });
    expect(await data.report()).toMatchObject({
      status: 'failed',
      branch: null,
      warnings: [expect.stringContaining('migrated')],
      modules: [{ state: 'merged' }, { state: 'merged' }],
    });
  });
});

describe('a module whose tests are red before any change', () => {
  it('is named before the model is asked, is not blamed for them, and stays named in the report', async () => {
    stack().rehearsal.setLatency(600_000);
    const red = `${wordModule()}\ntest('is broken', () => {\n  assert.strictEqual(1 + word.length, 5);\n});\n`;
    const repository = await gitRepository({ 'red.js': red, 'well.js': wordModule() });
    const { id, result } = await stack().start({
      ...smallMigration(repository.folder),
      verify: wordVerify,
      approve: { merge: 'none' },
      concurrency: 1,
    });
    await until(
      async () => stack().rehearsal.inFlight(),
      (calls) => calls.length === 1,
    );
    const warning =
      'red.js: 1 of 3 tests fail before any change; they are not blamed on the module, and excuse nothing';
    expect((await stack().migrations.progress(id)).warnings).toEqual([warning]);
    stack().rehearsal.setLatency(0);
    await stack().worker.kill();
    await stack().startWorker();
    expect(await result).toMatchObject({
      status: 'completed',
      warnings: [warning, expect.stringMatching(/^red\.js: model calls of unknown end: .* 1 in attempt 1, turn 1$/)],
      modules: [
        { path: 'red.js', state: 'merged', baseline: { tests: 3, failing: 1 } },
        { path: 'well.js', state: 'merged', baseline: { tests: 2, failing: 0 } },
      ],
    });
  });
});

describe('trouble with the model', () => {
  it('shortens a transcript that no longer fits, and begins anew from goal and state', async () => {
    const { result } = await start(['long.js']);
    expect(await result).toMatchObject({ status: 'completed', modules: [{ state: 'merged', attempts: 1 }] });
    const [, anew] = asked.requests('long.js');
    const [opening, state, ...more] = userTexts(anew);
    expect(opening).toContain('Goal:\nReplace old by new.');
    expect(state).toMatch(/^Attempt 1 of 4\.\nThe conversation before this was too long and was shortened;/);
    expect(more).toEqual([]);
    // The newest turn is kept as it was: it need not be paid for again.
    expect(anew?.items.slice(2).map(({ type }) => type)).toEqual([
      'reasoning',
      'message',
      'function_call',
      'function_call_output',
    ]);
    expect(callsOf('long.js').map(({ status }) => status)).toEqual([200, 400, 200, 200]);
  });

  it('goes through failures that pass, and parks the module of one that does not', async () => {
    const paths = ['drop.js', 'limited.js', 'refused.js', 'silent.js', 'unwell.js', 'vast.js', 'well.js'];
    const { rehearsal } = stack();
    rehearsal.failNext({ kind: '429', retryAfter: 2, module: 'limited.js' });
    rehearsal.failNext({ kind: '500', times: 2, module: 'unwell.js' });
    rehearsal.failNext({ kind: 'drop', module: 'drop.js' });
    rehearsal.failNext({ kind: 'no-terminal', module: 'silent.js' });
    rehearsal.failNext({ kind: '401', module: 'refused.js' });
    rehearsal.failNext({ kind: 'overflow', times: 20, module: 'vast.js' });
    const { result } = await start(paths);
    const report = await result;
    expect(report.status).toBe('completed-with-unresolved');
    const unresolved = new Set(['refused.js', 'vast.js']);
    expect(report.modules.map(({ path, state }) => [path, state])).toEqual(
      paths.map((path) => [path, unresolved.has(path) ? 'unresolved' : 'merged']),
    );
    const reasonOf = (path: string) => report.modules.find((module) => module.path === path)?.reason;
    expect(reasonOf('refused.js')).toContain('refused the API key');
    expect(reasonOf('vast.js')).toContain('split the module');
    expect(callsOf('refused.js')).toHaveLength(1);

    // Each failed call was made again under the key of the first, and everything else once.
    for (const [path, times] of Object.entries({ 'limited.js': 2, 'unwell.js': 3, 'drop.js': 2, 'silent.js': 2 })) {
      const calls = callsOf(path);
      expect(new Set(calls.slice(0, times).map(({ key }) => key)).size).toBe(1);
      expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length - times + 1);
    }
    const [limited, afterwards] = callsOf('limited.js');
    expect((afterwards?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
  });
});
