import { expect, onTestFinished, test } from 'vitest';
import { describeStarts } from '../../bench/checkouts/describe-starts.ts';
import { measureStarts } from '../../bench/checkouts/measure-starts.ts';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const best = (times: number[]) => Math.min(...times);

test('a command starts sooner in a warm checkout than in a cold one', { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => removeTree(folder));
  const starts = await measureStarts(folder, 2_000, 4, 3);
  expect([starts.cold, starts.tenFiles, starts.oneFile].map((times) => times.length)).toEqual([3, 4, 4]);
  // The best of each, since others use the machine, too.
  expect(best(starts.oneFile) / best(starts.cold)).toBeLessThan(1);
  expect(best(starts.tenFiles) / best(starts.cold)).toBeLessThan(1);
  expect(describeStarts(starts, 2_000).split('\n')).toHaveLength(5);
});
