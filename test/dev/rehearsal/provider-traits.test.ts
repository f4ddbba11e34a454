import { expect, test } from 'vitest';
import type { Brain } from '../../../src/dev/rehearsal/brain.ts';
import { postResponses } from '../../support/post-responses.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

const silent: Brain = () => ({ text: 'Hello.', calls: [] });
const keen: Brain = () => ({
  calls: [
    { tool: 'shell', command: 'ls' },
    { tool: 'apply_patch', patch: 'p' },
  ],
});
const tools = [
  { type: 'function', name: 'shell' },
  { type: 'custom', name: 'apply_patch' },
];

type Answer = { output?: { type: string; name?: string }[]; error?: { code: string } };

async function answer(baseUrl: string, body: object, headers: Record<string, string> = {}) {
  const response = await postResponses(baseUrl, { model: 'm', input: 'hello', tools, ...body }, headers);
  const { output, error } = (await response.json()) as Answer;
  return { status: response.status, types: output?.map(({ type }) => type), code: error?.code };
}

test('a tool that is demanded is called, whatever the brain would do', async () => {
  const { baseUrl } = await rehearsalForTest({ brain: silent });
  const shell = { tool_choice: { type: 'function', name: 'shell' } };
  expect((await answer(baseUrl, shell)).types).toEqual(['message', 'function_call']);
  const patch = { tool_choice: { type: 'custom', name: 'apply_patch' } };
  expect((await answer(baseUrl, patch)).types).toEqual(['message', 'custom_tool_call']);
  expect((await answer(baseUrl, {})).types).toEqual(['message']);
});

test('a provider that skips tools calls none, and one that skips custom tools calls functions alone', async () => {
  const none = await rehearsalForTest({ brain: keen, traits: { tools: 'skipped' } });
  expect((await answer(none.baseUrl, { tool_choice: { type: 'function', name: 'shell' } })).types).toEqual(['message']);
  const functions = await rehearsalForTest({ brain: keen, traits: { customTools: 'skipped' } });
  expect((await answer(functions.baseUrl, {})).types).toEqual(['message', 'function_call']);
});

test('a provider refuses custom tools, other models and other keys, if it is one of that kind', async () => {
  const { baseUrl } = await rehearsalForTest({
    brain: silent,
    traits: { customTools: 'refused', models: ['m'], key: 'k' },
  });
  const key = { authorization: 'Bearer k' };
  expect(await answer(baseUrl, {})).toMatchObject({ status: 401, code: 'invalid_api_key' });
  expect(await answer(baseUrl, { model: 'n' }, key)).toMatchObject({ status: 404, code: 'model_not_found' });
  expect(await answer(baseUrl, {}, key)).toMatchObject({ status: 400, code: 'invalid_value' });
  expect(await answer(baseUrl, { tools: tools.slice(0, 1) }, key)).toMatchObject({ status: 200 });
});
