import { expect, test } from 'vitest';
import { isNews } from '../../../src/core/conversation/is-news.ts';

const items = [
  { type: 'message', role: 'user', content: 'exit code: 1\ntime: 0.3 s\noutput:\nb' },
  { type: 'function_call_output', call_id: 'a', output: 'exit code: 0\ntime: 0.1 s\noutput:\na' },
];

test('an output is news unless an earlier one said the same, whatever time it took', () => {
  expect(isNews(items, 'exit code: 0\ntime: 7.5 s\noutput:\na')).toBe(false);
  expect(isNews(items, 'exit code: 0\ntime: 0.1 s\noutput:\nb')).toBe(true);
  expect(isNews(items, 'exit code: 1\ntime: 0.3 s\noutput:\nb')).toBe(true);
});
