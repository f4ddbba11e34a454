import { expect, test } from 'vitest';
import { scrubJson } from '../../../src/api/scrubbing/scrub-json.ts';

const scrub = async (text: string) => text.replaceAll('hidden', '[secret]');

test('takes secrets out of all texts of a value, and leaves names and all else', async () => {
  const value = { hidden: 1, list: ['hidden here', { deep: 'so hidden' }], none: null, yes: true };
  expect(await scrubJson(scrub, value)).toEqual({
    hidden: 1,
    list: ['[secret] here', { deep: 'so [secret]' }],
    none: null,
    yes: true,
  });
});

test('gives the very same value back where there is no secret', async () => {
  const value = { text: 'open', picture: 'data:image/png;base64,hidden' };
  expect(await scrubJson(scrub, value)).toBe(value);
});
