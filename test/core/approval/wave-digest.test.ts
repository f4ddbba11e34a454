import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { waveDigest } from '../../../src/core/approval/wave-digest.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const merge = (key: string, head: string) => ({ key, awaits: { head, evidence: 'e', since: 1 } });

it('names the same merges alike whatever their order, and others otherwise', () => {
  const digest = waveDigest([merge('a', '1'), merge('b', '2')], sha256);
  expect(waveDigest([merge('b', '2'), merge('a', '1')], sha256)).toBe(digest);
  for (const other of [[merge('a', '1')], [merge('a', '1'), merge('b', '3')], [merge('a', '1'), merge('c', '2')]])
    expect(waveDigest(other, sha256)).not.toBe(digest);
});
