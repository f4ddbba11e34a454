import { expect, test } from 'vitest';
import { estimateTokens } from '../../../src/core/context/estimate-tokens.ts';

test('four bytes are a token, and a picture is as many as a large one costs, whatever its bytes', () => {
  expect(estimateTokens('ä'.repeat(10))).toBe(5);
  const picture = (bytes: number) => [{ image_url: `data:image/png;base64,${'A'.repeat(bytes)}` }];
  expect(estimateTokens(picture(1_000_000))).toBe(estimateTokens(picture(10)));
  expect(estimateTokens(picture(10))).toBeGreaterThan(1_600);
});
