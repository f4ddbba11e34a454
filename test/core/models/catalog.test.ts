import { expect, test } from 'vitest';
import { catalog, findModel } from '../../../src/core/models/catalog.ts';

test('a known model has its own row and no warning', () => {
  const found = findModel('gpt-5.2-codex');
  expect(found.warning).toBeUndefined();
  expect(found.model).toMatchObject({
    contextWindow: 400_000,
    inputLimit: 272_000,
    outputLimit: 128_000,
    patchTool: 'custom',
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

test("a user's own row comes before the built-in one", () => {
  const own = { ...findModel('gpt-5.2-codex').model, inputLimit: 100_000 };
  expect(findModel('gpt-5.2-codex', [own])).toEqual({ model: own });
});

test.each([...catalog, findModel('unknown').model])(
  'the limits of $id fit its window, and its prices are whole micro-USD',
  (row) => {
    expect(row.inputLimit + row.outputLimit).toBeLessThanOrEqual(row.contextWindow);
    expect(row.price.cached).toBeLessThanOrEqual(row.price.input);
    expect(Object.values(row.price).every(Number.isSafeInteger)).toBe(true);
  },
);
