import { expect, test } from 'vitest';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import { shortenResult } from '../../../src/core/workflow/shorten-result.ts';
import type { ModuleResult } from '../../../src/domain/migration-report.ts';

const long: ModuleResult = {
  ...{ key: 'a-0a1b2c3d', path: 'a.js', role: 'module', state: 'unresolved', round: 1, attempts: 4, turns: 9 },
  reason: 'r'.repeat(5_000),
  refused: Array.from({ length: 10 }, (_, attempt) => `attempt ${attempt}: ${'f'.repeat(1_000)}`),
  decisions: [],
  usage: noUsage,
};

test('of few modules all is kept', () => {
  expect(shortenResult(long, 10)).toEqual(long);
});

test('of a thousand modules only so much is kept that all their results fit into one message', () => {
  const short = shortenResult(long, 1_000);
  expect(JSON.stringify(short).length * 1_000).toBeLessThan(1_000_000);
  expect(short.reason).toMatch(/^r+…$/);
  expect(short.refused).toEqual([expect.stringMatching(/^attempt 9: f+…$/)]);
});

test('the newest refusals are kept, in their order', () => {
  const short = shortenResult({ ...long, refused: ['one', 'x'.repeat(190), 'three', 'four'] }, 1_000);
  expect(short.refused).toEqual(['x'.repeat(190), 'three', 'four']);
});
