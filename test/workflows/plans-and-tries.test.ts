import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { startWords, type StartWords } from '../support/start-words.ts';
import { wordVerify } from '../support/word-module.ts';

const stack = sharedStack(() => ({ brain: renamingBrain() }));

const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };
const start: StartWords = (...args) => startWords(stack(), ...args);

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
