import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { startWords, type StartWords } from '../support/start-words.ts';

// Each call takes its time, so that modules really work side by side.
const stack = sharedStack(() => ({ brain: renamingBrain(), latencyMs: 100 }));

const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is worth it' };
const start: StartWords = (...args) => startWords(stack(), ...args);
const merge = { merge: 'none' as const };

/** What the model's server itself counted for a migration: by call, in tokens. */
function counted(id: string): { key: string; tokens: number }[] {
  const calls = stack()
    .rehearsal.calls()
    .filter(({ key }) => key?.startsWith(`${id}/`));
  return calls.map(({ key = '', inputTokens, outputTokens }) => ({ key, tokens: inputTokens + outputTokens }));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe('a budget that is used up', () => {
  it('ends what needs more, where the migration file says so, and what was not begun', async () => {
    // One call of the rehearsal model costs more than this.
    const { result } = await start(['a.js', 'b.js'], {
      budget: { usd: 0.000001, onExceeded: 'end' },
      concurrency: 1,
    });
    const report = await result;
    expect(report.modules).toMatchObject([
      { path: 'a.js', state: 'unresolved', turns: 1, reason: expect.stringContaining('budget.usd') },
      { path: 'b.js', state: 'unresolved', turns: 0, reason: expect.stringContaining('budget.usd') },
    ]);
    expect(report).toMatchObject({ usage: { modelCalls: 1 }, warnings: [expect.stringMatching(/% of the budget/)] });
  });

  it('limits a module without limiting the others', async () => {
    const budget = { perModule: { turns: 1 }, onExceeded: 'end' as const };
    const { result } = await start(['a.js', 'b.js'], { budget, concurrency: 1 });
    const reason = 'it has used 1 turn of the 1 turn that a module may use (budget.perModule.turns)';
    expect((await result).modules).toMatchObject([
      { turns: 1, reason },
      { turns: 1, reason },
    ]);
  });

  it('lends what one module leaves over to those that need more, and asks nobody', async () => {
    // Each of two modules is lent four of the seven turns, or three, and needs three.
    const { result } = await start(['a.js', 'b.js'], { budget: { total: { turns: 7, attempts: 2 } }, approve: merge });
    expect(await result).toMatchObject({
      status: 'completed',
      decisions: [],
      usage: { modelCalls: 6 },
      budget: [
        { what: 'turns', limit: 7, used: 6 },
        { what: 'attempts', limit: 2, used: 2 },
      ],
    });
  });

  it('is waited for: spent is no more than the limit and one turn for each module at work, and no turn is thrown away', async () => {
    const paths = ['a.js', 'b.js', 'c.js', 'd.js'];
    const limit = 1_000;
    const { id, result, workflowId } = await start(paths, {
      budget: { tokens: limit },
      approve: merge,
      concurrency: 4,
    });
    const waiting = await stack().until(id, (seen) => seen.awaitsBudget !== undefined);
    const calls = counted(id);
    const largest = Math.max(...calls.map(({ tokens }) => tokens));
    expect(sum(calls.map(({ tokens }) => tokens))).toBeGreaterThanOrEqual(limit);
    expect(sum(calls.map(({ tokens }) => tokens))).toBeLessThanOrEqual(limit + paths.length * largest);
    expect(waiting).toMatchObject({
      awaitsBudget: { why: [expect.stringContaining("the migration's 1,000 tokens (budget.tokens)")] },
      budget: [{ what: 'tokens', limit, used: sum(calls.map(({ tokens }) => tokens)) }],
      warnings: [expect.stringContaining('of the budget are used')],
    });
    const { raiseBudget } = stack().migrations;
    await expect(raiseBudget(id, { tokens: limit }, ann)).rejects.toThrow('"tokens" is 1000 now');
    await expect(raiseBudget(id, { usd: 5 }, ann)).rejects.toThrow('"usd" has no limit');
    const handle = stack().client.workflow.getHandle(workflowId);
    expect(await describePhase(workflowId)).toBe('awaiting-budget');
    await handle.signal('raiseBudget', { v: 1, tokens: 'many' });
    const refused = await stack().until(id, (seen) => seen.refusedSignals.length > 0);
    expect(refused.refusedSignals).toEqual([expect.stringContaining('"tokens" must be a whole number')]);
    expect(counted(id)).toHaveLength(calls.length);

    const raised = sum(calls.map(({ tokens }) => tokens)) + 200;
    await handle.signal('raiseBudget', { v: 1, tokens: raised, actor: 'bob' });
    await stack().until(id, (seen) => seen.awaitsBudget !== undefined && counted(id).length > calls.length);
    const more = counted(id);
    expect(sum(more.map(({ tokens }) => tokens))).toBeLessThanOrEqual(
      raised + paths.length * Math.max(...more.map(({ tokens }) => tokens)),
    );
    expect(await raiseBudget(id, { tokens: 100_000 }, ann)).toMatchObject({
      kind: 'raiseBudget',
      actor: 'ann',
      channel: 'cli',
      reason: 'it is worth it',
      budget: { tokens: 100_000 },
    });
    const report = await result;
    expect(report).toMatchObject({
      status: 'completed',
      decisions: [
        { actor: 'bob', channel: 'signal' },
        { actor: 'ann', budget: { tokens: 100_000 } },
      ],
      warnings: [],
    });
    // What was asked is what was used: each turn once.
    const all = counted(id);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(report.usage.inputTokens + report.usage.outputTokens).toBe(sum(all.map(({ tokens }) => tokens)));
    expect(report.modules.map(({ attempts, turns }) => [attempts, turns])).toEqual(paths.map(() => [1, 3]));
  });

  it('of one module is raised for it alone, while others go on', async () => {
    const { id, result } = await start(['a.js', 'b.js'], { budget: { perModule: { turns: 2 } }, approve: merge });
    const { awaitsBudget } = await stack().until(id, (seen) => seen.awaitsBudget?.modules.length === 2);
    expect(awaitsBudget?.own).toEqual({ module: 'a.js', lines: [{ what: 'turns', limit: 2, used: 2 }] });
    const { raiseBudget, skip } = stack().migrations;
    await expect(raiseBudget(id, { turns: 9, module: 'z.js' }, ann)).rejects.toThrow('no module "z.js"');
    await raiseBudget(id, { turns: 9, module: 'a.js' }, ann);
    const { finished } = await stack().until(id, (seen) => seen.finished.length === 1);
    expect(finished).toMatchObject([{ path: 'a.js', state: 'merged' }]);
    const [left] = (await stack().migrations.progress(id)).running;
    await skip(id, left?.key ?? '', ann);
    expect(await result).toMatchObject({ modules: [{ state: 'merged' }, { path: 'b.js', state: 'skipped' }] });
  });

  it('is waited for no longer than approvals are, and can be cancelled', async () => {
    const expiring = { budget: { total: { turns: 1 } }, approve: { ...merge, expire: '2s' } };
    const { result } = await start(['a.js'], expiring);
    expect(await result).toMatchObject({
      status: 'completed-with-unresolved',
      modules: [{ state: 'unresolved', turns: 1, reason: expect.stringContaining('approve.expire') }],
    });
    const cancelled = await start(['a.js'], { budget: { total: { turns: 1 } } });
    await stack().until(cancelled.id, (seen) => seen.awaitsBudget !== undefined);
    await stack().migrations.cancel(cancelled.id, ann);
    expect(await cancelled.result).toMatchObject({ status: 'cancelled', modules: [{ state: 'cancelled', turns: 1 }] });
  });
});

async function describePhase(workflowId: string): Promise<unknown> {
  const { searchAttributes } = await stack().client.workflow.getHandle(workflowId).describe();
  return (searchAttributes as Record<string, unknown[]>)['DroverPhase']?.[0];
}
