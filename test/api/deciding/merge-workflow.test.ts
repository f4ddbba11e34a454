import { expect, test } from 'vitest';
import { mergeWorkflow } from '../../../src/api/deciding/merge-workflow.ts';
import type { ProgressView } from '../../../src/domain/progress-view.ts';
import { resultFor } from '../support.ts';

const module = (key: string) => ({ key, path: `${key}.js`, role: 'module' as const, paths: [], mayChange: [] });
const progress = {
  running: [
    { key: 'a', path: 'a.js', workflowId: 'of a' },
    { key: 'b', path: 'b.js', workflowId: 'of b' },
  ],
  groups: [{ key: 'g', name: 'words', workflowId: 'of g', members: ['b'] }],
} as unknown as ProgressView;

const ended = [resultFor('d.js', { key: 'd', approvedBy: 'ann' })];
const of = (key: string) => mergeWorkflow(module(key), progress, async () => ended);

test('a decision goes to the module itself, or to the group as a whole, and never to a member alone', async () => {
  await expect(of('a')).resolves.toBe('of a');
  await expect(of('g')).resolves.toBe('of g');
  await expect(of('b')).rejects.toThrow("b.js lands with its group: decide on 'words' as a whole.");
  await expect(of('c')).rejects.toThrow('c.js has not begun');
  await expect(of('d')).rejects.toThrow('d.js has ended as merged, approved by ann: nothing waits');
});
