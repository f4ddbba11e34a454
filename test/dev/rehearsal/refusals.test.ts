import { describe, expect, test } from 'vitest';
import type { Brain } from '../../../src/dev/rehearsal/brain.ts';
import { postResponses as post } from '../../support/post-responses.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

const brain: Brain = () => ({ text: 'Done.', calls: [] });
const user = (text: string) => ({ type: 'message', role: 'user', content: text });

describe('what is wrong is answered in the shape of the real API', () => {
  const call = { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{}' };
  const output = { type: 'function_call_output', call_id: 'c1', output: '' };

  test.each([
    ['broken JSON', '{"model":', null, 'could not parse the JSON'],
    ['a body that is no object', '[]', null, 'must be a JSON object'],
    ['no model', { input: 'x' }, 'model', "Missing required parameter: 'model'"],
    ['no input', { model: 'm' }, 'input', "Missing required parameter: 'input'"],
    ['an empty input', { model: 'm', input: [] }, 'input', 'Invalid value'],
    [
      'an item without type and role',
      { model: 'm', input: [{ text: 'x' }] },
      'input.0',
      'expected an item with a type',
    ],
    [
      'a limit that is no number',
      { model: 'm', input: 'x', max_output_tokens: 'many' },
      'max_output_tokens',
      'expected number',
    ],
    [
      'a call without output',
      { model: 'm', input: [user('x'), call] },
      'input',
      'No tool output found for function call c1',
    ],
    [
      'an output without call',
      { model: 'm', input: [user('x'), output] },
      'input',
      'No tool call found for function call output with call_id c1',
    ],
    ['an output before its call', { model: 'm', input: [output, call] }, 'input', 'No tool call found'],
    [
      'an output of the other kind',
      { model: 'm', input: [call, { ...output, type: 'custom_tool_call_output' }] },
      'input',
      'No tool call found for custom tool call output',
    ],
  ])('%s', async (_, body, param, message) => {
    const rehearsal = await rehearsalForTest({ brain });
    const answer = await post(rehearsal.baseUrl, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: {
        message: expect.stringContaining(message),
        type: 'invalid_request_error',
        param,
        code: expect.toSatisfy((code) => code === null || typeof code === 'string'),
      },
    });
    expect(rehearsal.calls()).toEqual([
      expect.objectContaining({ status: 400, inputTokens: 0, aborted: false, answeredAt: expect.any(Number) }),
    ]);
  });

  test('a call and its output are accepted', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    expect((await post(baseUrl, { model: 'm', input: [user('x'), call, output] })).status).toBe(200);
  });

  test('an unknown address, and a known one with another method', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    for (const answer of [await fetch(`${baseUrl}/chat/completions`), await fetch(`${baseUrl}/responses`)]) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        error: { message: expect.stringContaining('Invalid URL'), type: 'invalid_request_error' },
      });
    }
  });

  test('a brain that fails', async () => {
    const { baseUrl } = await rehearsalForTest({
      brain: () => {
        throw new Error('no rule for this');
      },
    });
    const answer = await post(baseUrl, { model: 'm', input: 'x' });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('no rule for this'), type: 'server_error' },
    });
  });
});
