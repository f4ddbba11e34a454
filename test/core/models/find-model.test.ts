import { expect, test } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { findModel } from '../../../src/core/models/find-model.ts';

test('a known model has its own row and no warning', () => {
  const found = findModel('gpt-5.2-codex');
  expect(found.warning).toBeUndefined();
  expect(found.model).toMatchObject({
    contextWindow: 400_000,
    inputLimit: 272_000,
    outputLimit: 128_000,
    patchTool: 'custom',
    images: true,
    compaction: true,
    encryptedReasoning: true,
  });
  expect(found.model.efforts).toContain('xhigh');
});

test('an unknown model gets safe defaults and a warning that names the setting and the value', () => {
  const { model, warning } = findModel('house-model-7');
  expect(model).toMatchObject({ id: 'house-model-7', patchTool: 'function' });
  expect(model.efforts).not.toContain('xhigh');
  expect(warning).toContain("'house-model-7' (setting model.name)");
  expect(warning).toContain('1.75 USD per million input');
});

test('what is not a model but a name of every object is unknown, too', () => {
  expect(findModel('constructor').warning).toBeDefined();
});

test("a user's own fields come before the built-in ones, and the others stay", () => {
  const { model, warning } = findModel('gpt-5.2-codex', {
    'gpt-5.2-codex': { patchTool: 'function', usd: { input: 2, output: 15.5 } },
  });
  expect(warning).toBeUndefined();
  expect(model).toEqual({
    ...findModel('gpt-5.2-codex').model,
    patchTool: 'function',
    price: { input: 2_000_000, cached: 2_000_000, output: 15_500_000 },
  });
});

test('a model that only the user knows has safe defaults for what is not said, and no warning', () => {
  const { model, warning } = findModel('house-model-7', { 'house-model-7': { images: true, efforts: ['high'] } });
  expect(warning).toBeUndefined();
  expect(model).toEqual({ ...findModel('house-model-7').model, images: true, efforts: ['high'] });
});

test.each([
  [{ contextWindow: 32_768 }, { contextWindow: 32_768, inputLimit: 24_576, outputLimit: 8_192 }],
  [
    { contextWindow: 32_768, outputLimit: 2_000 },
    { contextWindow: 32_768, inputLimit: 30_768, outputLimit: 2_000 },
  ],
  [
    { contextWindow: 32_768, inputLimit: 32_000 },
    { contextWindow: 32_768, inputLimit: 32_000, outputLimit: 768 },
  ],
  [{ inputLimit: 1_000_000 }, { contextWindow: 1_016_384, inputLimit: 1_000_000, outputLimit: 16_384 }],
])('the limits that %o leaves open fit the window', (own, limits) => {
  expect(findModel('mine', { mine: own }).model).toMatchObject(limits);
});

test.each([...catalog, findModel('unknown').model])(
  'the limits of $id fit its window, and its prices are whole micro-USD',
  (row) => {
    expect(row.inputLimit + row.outputLimit).toBeLessThanOrEqual(row.contextWindow);
    expect(row.price.cached).toBeLessThanOrEqual(row.price.input);
    expect(Object.values(row.price).every(Number.isSafeInteger)).toBe(true);
  },
);
