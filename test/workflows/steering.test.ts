import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { startWords } from '../support/start-words.ts';
import { userTexts } from '../support/user-texts.ts';
import { wordModule } from '../support/word-module.ts';

const asked = recordingBrain(renamingBrain({ 'wrong.js': ['BAD'], 'wrong2.js': ['BAD'] }));
const stack = sharedStack(() => ({ brain: asked.brain }));
const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };

/** A migration that goes on as long as the merge of `open.js` waits for a person. */
const start = async (paths: string[], more: Parameters<typeof startWords>[2] = {}) =>
  startWords(stack(), ['open.js', ...paths], more);

const waiting = (id: string, ...paths: string[]) =>
  stack().until(id, ({ awaiting }) => paths.every((path) => awaiting.some((module) => module.path === path)));
const ended = (id: string, path: string, state: ModuleState, round = 1) =>
  stack().until(id, ({ finished }) =>
    finished.some((module) => module.path === path && module.state === state && module.round === round),
  );

describe('a person steers what runs', () => {
  it('by another concurrency, which holds at once', async () => {
    const { id, result } = await start(['b.js', 'c.js'], { concurrency: 1 });
    const { running } = await waiting(id, 'b.js');
    expect(running).toHaveLength(1);
    const { migrations } = stack();
    expect(await migrations.setConcurrency(id, 3, ann)).toMatchObject({ kind: 'concurrency', concurrency: 3 });
    await waiting(id, 'open.js', 'b.js', 'c.js');
    await expect(migrations.setConcurrency(id, 3, ann)).rejects.toThrow('"concurrency" is 3 already');
    await stack().approveAll(id);
    expect(await result).toMatchObject({ status: 'completed', decisions: [{ kind: 'concurrency', actor: 'ann' }] });
  });

  it('by a rule, which every later context has, word for word', async () => {
    const { id, workflowId, result } = await start(['d.js'], { concurrency: 1, guide: ['Keep the names.'] });
    await waiting(id, 'd.js');
    await stack().migrations.addRule(id, 'Say nothing about it.', ann);
    const handle = stack().client.workflow.getHandle(workflowId);
    expect(await handle.query('guide')).toEqual({ version: 2, rules: ['Keep the names.', 'Say nothing about it.'] });
    await stack().approveAll(id);
    expect(await result).toMatchObject({ status: 'completed', decisions: [{ kind: 'rule', actor: 'ann' }] });
    const openingOf = (path: string) => userTexts(asked.requests(path).at(-1))[0];
    expect(openingOf('d.js')).toContain('Guide:\n1. Keep the names.\n\n');
    expect(openingOf('open.js')).toContain('Guide:\n1. Keep the names.\n2. Say nothing about it.\n\n');
  });

  it('by a retry of all that are unresolved, with more effort and more attempts', async () => {
    const { id, result } = await start(['wrong.js', 'wrong2.js'], { budget: { attempts: 1 } });
    await ended(id, 'wrong.js', 'unresolved');
    await ended(id, 'wrong2.js', 'unresolved');
    const { migrations } = stack();
    const decision = await migrations.retryMany(id, { unresolved: true }, ann, { attempts: 2, effort: 'high' });
    expect(decision.modules).toHaveLength(2);
    await waiting(id, 'wrong.js', 'wrong2.js');
    expect(userTexts(asked.requests('wrong.js').at(-1)).join('\n')).toContain('Attempt 2 of 2');
    await expect(migrations.retryMany(id, { unresolved: true }, ann)).rejects.toThrow('no module is unresolved');
    await stack().approveAll(id);
    const report = await result;
    expect(report).toMatchObject({ status: 'completed', earlierRounds: [{}, {}] });
    expect(report.modules.find(({ path }) => path === 'wrong.js')).toMatchObject({
      round: 2,
      attempts: 2,
      tried: [{ effort: 'high' }, { effort: 'high' }],
    });
  });
});

describe('a commit of a person', () => {
  it('is adopted: verified, approved and merged like any other, and no model is asked', async () => {
    const { id, result, repository } = await start(['wrong.js'], { budget: { attempts: 1 } });
    await ended(id, 'wrong.js', 'unresolved');
    const before = stack()
      .rehearsal.calls()
      .filter(({ module }) => module === 'wrong.js').length;
    await repository.git('checkout', '-q', '-b', 'by-hand');
    await repository.commit({ 'wrong.js': wordModule().replace('OLD', 'NEW') });
    await repository.git('checkout', '-q', '-');
    const { migrations } = stack();
    expect(await migrations.adopt(id, 'wrong.js', 'by-hand', ann)).toMatchObject({ kind: 'adopt', commit: 'by-hand' });
    await waiting(id, 'wrong.js');
    await stack().approveAll(id);
    const report = await result;
    expect(report.status).toBe('completed');
    expect(report.modules.find(({ path }) => path === 'wrong.js')).toMatchObject({
      state: 'adopted',
      round: 2,
      attempts: 0,
      tests: { before: 2, after: 2, matched: 2 },
      approvedBy: 'test',
    });
    expect(await repository.show('migrated', 'wrong.js')).toContain("'NEW'");
    expect(
      stack()
        .rehearsal.calls()
        .filter(({ module }) => module === 'wrong.js'),
    ).toHaveLength(before);
  });

  it('is refused with the reason where it is red, changes other files, or is nowhere', async () => {
    const { id, result, repository } = await start(['wrong.js'], { budget: { attempts: 1 } });
    await ended(id, 'wrong.js', 'unresolved');
    const branch = async (name: string, files: Record<string, string>) => {
      await repository.git('checkout', '-q', '-b', name);
      await repository.commit(files);
      await repository.git('checkout', '-q', '-');
    };
    await branch('red', { 'wrong.js': wordModule().replace('OLD', 'WORSE') });
    await branch('wide', { 'wrong.js': wordModule().replace('OLD', 'NEW'), 'open.js': '' });
    const { migrations } = stack();
    const reasonOf = async (commit: string, round: number) => {
      await migrations.adopt(id, 'wrong.js', commit, ann);
      const { finished } = await ended(id, 'wrong.js', 'unresolved', round);
      return finished.find(({ path }) => path === 'wrong.js')?.reason;
    };
    expect(await reasonOf('red', 2)).toMatch(/^the commit red was not adopted: failing-test: test 'has /);
    expect(await reasonOf('wide', 3)).toContain('it changes what wrong.js may not change: open.js');
    expect(await reasonOf('nowhere', 4)).toContain('no branch or tag of');
    await expect(migrations.adopt(id, 'open.js', 'red', ann)).rejects.toThrow('open.js is at work: skip it first');
    await stack().approveAll(id);
    expect(await result).toMatchObject({ status: 'completed-with-unresolved' });
  });
});
