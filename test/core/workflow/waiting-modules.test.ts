import { expect, test } from 'vitest';
import { waitingModules } from '../../../src/core/workflow/waiting-modules.ts';
import type { ProgressView } from '../../../src/domain/progress-view.ts';

const running = ['a', 'b', 'c', 'd'].map((key) => ({ key, path: key, workflowId: key }));
const progress = (awaiting: string[], groups?: ProgressView['groups']) =>
  ({ running, awaiting: awaiting.map((key) => ({ key })), ...(groups && { groups }) }) as unknown as ProgressView;

test('counts modules whose merge waits, and all that run of a group which waits', () => {
  expect(waitingModules(progress([]))).toBe(0);
  expect(waitingModules(progress(['a', 'b']))).toBe(2);
  const group = { key: 'g', name: 'g', workflowId: 'g', members: ['b', 'c', 'ended'] };
  expect(waitingModules(progress(['a', 'g'], [group]))).toBe(3);
  expect(waitingModules(progress(['a'], [group]))).toBe(1);
});
