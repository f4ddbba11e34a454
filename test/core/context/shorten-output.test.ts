import { describe, expect, it } from 'vitest';
import { shortenOutput } from '../../../src/core/context/shorten-output.ts';

describe('shortenOutput', () => {
  it('leaves an output alone that is short enough', () => {
    expect(shortenOutput('abc', 3)).toBe('abc');
  });

  it('keeps head and tail and says how much is missing', () => {
    expect(shortenOutput(`head${'.'.repeat(92)}tail`, 8)).toBe('head\n[… 92 characters left out …]\ntail');
  });
});
