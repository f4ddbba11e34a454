import { expect, test } from 'vitest';
import { PromptCache } from '../../../src/dev/rehearsal/prompt-cache.ts';
import type { ResponsesRequest } from '../../../src/dev/rehearsal/responses-request.ts';

const text = (kib: number, character = 'x') => ({
  type: 'message',
  role: 'user',
  content: character.repeat(kib * 1024),
});
const request = (
  input: ResponsesRequest['input'],
  key = 'm1/a',
  fields: Partial<ResponsesRequest> = {},
): ResponsesRequest => ({ model: 'm', instructions: 'Go.', input, prompt_cache_key: key, ...fields });

test('a first request finds nothing, and the same one again nearly all of itself in steps of 128 tokens', () => {
  const cache = new PromptCache();
  const first = cache.read(request([text(20)]));
  const again = cache.read(request([text(20)]));
  expect(first.cachedTokens).toBe(0);
  expect(again.inputTokens).toBe(first.inputTokens);
  expect(again.cachedTokens).toBe(Math.floor(again.inputTokens / 128) * 128);
});

test('a longer conversation finds the part that it begins with', () => {
  const cache = new PromptCache();
  const first = cache.read(request([text(20)]));
  const longer = cache.read(request([text(20), text(8, 'y')]));
  expect(longer.cachedTokens).toBe(Math.floor(first.inputTokens / 128) * 128);
});

test('a change at the beginning finds nothing', () => {
  const cache = new PromptCache();
  cache.read(request([text(20)]));
  expect(cache.read(request([text(20)], 'm1/a', { instructions: 'Stop.' })).cachedTokens).toBe(0);
});

test('another cache key or another model finds nothing', () => {
  const cache = new PromptCache();
  cache.read(request([text(20)]));
  expect(cache.read(request([text(20)], 'm1/b')).cachedTokens).toBe(0);
  expect(cache.read(request([text(20)], 'm1/a', { model: 'n' })).cachedTokens).toBe(0);
});

test('less than 1,024 tokens in common are not cached', () => {
  const cache = new PromptCache();
  cache.read(request([text(3)]));
  expect(cache.read(request([text(3)])).cachedTokens).toBe(0);
});

test('the longest of several earlier prompts counts', () => {
  const cache = new PromptCache();
  cache.read(request([text(20)]));
  cache.read(request([text(8)]));
  expect(cache.read(request([text(20), text(1, 'z')])).cachedTokens).toBeGreaterThan(5000);
});

test('tokens are four bytes each, of tools, instructions and input', () => {
  const tools = [{ type: 'function', name: 'shell' }];
  const { inputTokens } = new PromptCache().read(request([text(1)], 'k', { tools }));
  const bytes = JSON.stringify(tools[0]).length + 1 + JSON.stringify('Go.').length + 1 + JSON.stringify(text(1)).length;
  expect(inputTokens).toBe(Math.ceil(bytes / 4));
});
