import { describe, expect, test } from 'vitest';
import { countUsage } from '../../../bench/harness/count-usage.ts';
import { percentile } from '../../../bench/harness/percentile.ts';
import type { RehearsalCall } from '../../../src/dev/rehearsal/rehearsal-call.ts';

function call(module: string, inputTokens: number, cachedTokens: number): RehearsalCall {
  return {
    at: 0,
    bytes: 1000,
    bodyHash: '',
    module,
    status: 200,
    inputTokens,
    cachedTokens,
    outputTokens: 1,
    aborted: false,
  };
}

describe('the figures of the harness', () => {
  test('are a module, and count as cached what was cached from each second call on', () => {
    const calls = [call('a', 1000, 500), call('a', 2000, 1000), call('b', 1000, 500), call('b', 2000, 2000)];
    expect(countUsage(calls, 2)).toEqual({
      modules: 2,
      calls: 2,
      bytes: 2000,
      inputTokens: 3000,
      cachedTokens: 2000,
      cachedShare: 0.75,
    });
  });

  test('name a value that was measured as a percentile', () => {
    expect(percentile([30, 10, 20], 0.5)).toBe(20);
    expect(percentile([30, 10, 20], 0.95)).toBe(30);
    expect(percentile([], 0.5)).toBe(0);
  });
});
