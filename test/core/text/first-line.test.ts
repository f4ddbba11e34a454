import { expect, it } from 'vitest';
import { firstLine } from '../../../src/core/text/first-line.ts';

it('keeps a reason of one line as it is, and says when there is more', () => {
  expect(firstLine('cancelled\n')).toBe('cancelled');
  expect(firstLine('the baseline proves nothing. Its last words: TAP\nok 1\n')).toBe(
    'the baseline proves nothing. Its last words: TAP …',
  );
  expect(firstLine('x'.repeat(400))).toBe(`${'x'.repeat(300)} …`);
});
