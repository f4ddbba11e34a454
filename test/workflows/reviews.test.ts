import { expect, test } from 'vitest';
import { editingBrain } from '../support/editing-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { startWords, type StartWords } from '../support/start-words.ts';

const spoil = (name: string) => (right: Record<string, string | undefined>) => ({
  ...right,
  [name]: `${right[name]}// eval(word)\n`,
});
const toNew = (files: Record<string, string>, module: string) => ({
  ...files,
  [module]: files[module]?.replace("'OLD'", "'NEW'"),
});
const stack = sharedStack(() => ({ brain: editingBrain(toNew, { 'a.js': spoil('a.js'), 'c.js': spoil('c.js') }) }));
const start: StartWords = (...args) => startWords(stack(), ...args);
const alone = { merge: 'none' as const };
const asked = (id: string) =>
  stack()
    .rehearsal.calls()
    .flatMap(({ key = '' }) => (key.startsWith(`${id}/`) && key.includes('/review-') ? [key] : []));

test('what a review finds becomes one more attempt, whose change is reviewed in its turn', async () => {
  const { id, result, data } = await start(['a.js', 'b.js'], { review: true, approve: alone });
  const report = await result;
  expect(report).toMatchObject({
    status: 'completed',
    modules: [
      {
        path: 'a.js',
        state: 'merged',
        attempts: 2,
        refused: [expect.stringContaining('Reviewed: 1 finding, 1 of them severe.')],
        reviews: [
          { attempt: 1, findings: 1, severe: 1 },
          { attempt: 2, findings: 0, severe: 0 },
        ],
      },
      { path: 'b.js', state: 'merged', attempts: 1, reviews: [{ findings: 0 }] },
    ],
  });
  expect(await data.show(report.head, 'a.js')).not.toContain('eval');
  // Three reviews, each asked for once, and all of them in what it cost.
  expect(new Set(asked(id)).size).toBe(3);
  expect(asked(id)).toHaveLength(3);
  const calls = stack()
    .rehearsal.calls()
    .filter(({ key }) => key?.startsWith(`${id}/`));
  expect(report.usage.modelCalls).toBe(calls.length);
});

test('findings that no attempt is left for keep a module from merging by itself, and are shown to who approves', async () => {
  const once = { review: true, budget: { attempts: 1 } };
  const unasked = await start(['c.js'], { ...once, approve: alone });
  expect((await unasked.result).modules).toMatchObject([
    { state: 'unresolved', reason: expect.stringContaining('No attempt is left'), reviews: [{ severe: 1 }] },
  ]);
  const shown = await start(['c.js'], once);
  const { awaiting } = await stack().until(shown.id, (seen) => seen.awaiting.length === 1);
  expect(awaiting[0]?.note).toContain('Reviewed: 1 finding, 1 of them severe.');
  expect((await stack().approveAll(shown.id)).modules).toMatchObject([{ state: 'merged' }]);
});

test('below the severity that the file names, findings are shown and nothing more', async () => {
  const { result } = await start(['a.js'], { review: { severity: 'high', effort: 'low' }, approve: alone });
  expect((await result).modules).toMatchObject([{ state: 'merged', attempts: 2 }]);
  const none = await start(['b.js'], { approve: alone });
  const [module] = (await none.result).modules;
  expect(module?.reviews).toBe(undefined);
  expect(asked(none.id)).toEqual([]);
});
