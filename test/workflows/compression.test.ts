import { describe, expect, it } from 'vitest';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { startWords } from '../support/start-words.ts';
import { asksForSummary, summarizingBrain } from '../support/summarizing-brain.ts';

const unapproved = { approve: { merge: 'none' as const } };
const outputsOf = (items: { type: string }[]) => items.filter((item) => item.type.endsWith('_output')).length;

/** Twelve long outputs in its first turn, about 120,000 tokens; then the change, and the end. */
const talkative: Brain = ({ items }) => {
  const text = JSON.stringify(items);
  if (text.includes('sed -i')) return { text: 'Done.', calls: [] };
  if (outputsOf(items) > 0) return { calls: [{ tool: 'shell', command: 'sed -i s/OLD/NEW/ a.js' }] };
  return { calls: Array.from({ length: 12 }, (_, index) => ({ tool: 'shell', command: `seq ${index} 60000` })) };
};

describe('a conversation', () => {
  it('is shortened by a summary before its next request comes near to the limit', async () => {
    let summaries = 0;
    const summarizing = summarizingBrain('I counted.', talkative);
    const stack = await migrationStack({
      brain(request) {
        if (asksForSummary(request)) summaries += 1;
        return summarizing(request);
      },
    });
    const { result, data } = await startWords(stack, ['a.js'], { ...unapproved, model: { name: 'of-my-own' } });
    const report = await result;
    expect(report.modules).toMatchObject([{ state: 'merged', attempts: 1, turns: 3, usage: { modelCalls: 4 } }]);
    expect(summaries).toBe(1);
    const [name = ''] = (await data.recordNames()).filter((one) => one.includes('compression'));
    expect(name).toMatch(/round-1\/attempt-1\/turn-2\/compression-1$/);
  });

  it('is shortened where the provider refuses it as too long, and the attempt goes on', async () => {
    const stack = await migrationStack({ brain: summarizingBrain('Nothing yet.', talkative) });
    stack.rehearsal.failNext({ kind: 'overflow', times: 2 });
    const { result } = await startWords(stack, ['a.js'], unapproved);
    expect((await result).modules).toMatchObject([{ state: 'merged', attempts: 1 }]);
  });

  it('whose opening does not fit, however few files it shows, ends its module with the way out', async () => {
    const stack = await migrationStack({ brain: talkative });
    stack.rehearsal.failNext({ kind: 'overflow', times: 9 });
    const { result } = await startWords(stack, ['a.js'], unapproved);
    expect((await result).modules).toMatchObject([
      { state: 'unresolved', turns: 0, reason: expect.stringContaining('split the module, or choose another model') },
    ]);
    expect(stack.rehearsal.calls()).toHaveLength(4);
  });
});
