import OpenAI from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { expect, test } from 'vitest';
import type { Brain } from '../../../src/dev/rehearsal/brain.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

const patch = `*** Begin Patch\n*** Add File: long.txt\n${'+a line with an emoji 😀 and an accent é\n'.repeat(400)}*** End Patch\n`;
const brain: Brain = () => ({
  text: 'I run the tests and patch.',
  calls: [
    { tool: 'shell', command: 'npm test' },
    { tool: 'apply_patch', patch },
  ],
});
const request = {
  model: 'gpt-5.2-codex',
  input: 'Module: a',
  include: ['reasoning.encrypted_content' as const],
  tools: [{ type: 'custom' as const, name: 'apply_patch' }],
};

test("the events come in the real API's order, numbered, and their pieces add up to the whole", async () => {
  const { baseUrl } = await rehearsalForTest({ brain });
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'none', maxRetries: 0 });
  const events: ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create({ ...request, stream: true })) events.push(event);

  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  const kinds = events
    .map((event) => event.type.replace('response.', ''))
    .filter((kind, index, all) => kind !== all[index - 1]);
  const item = (...content: string[]) => ['output_item.added', ...content, 'output_item.done'];
  const text = ['content_part.added', 'output_text.delta', 'output_text.done', 'content_part.done'];
  const functionCall = ['function_call_arguments.delta', 'function_call_arguments.done'];
  const customCall = ['custom_tool_call_input.delta', 'custom_tool_call_input.done'];
  const items = [item(), item(...text), item(...functionCall), item(...customCall)];
  expect(kinds).toEqual(['created', 'in_progress', ...items.flat(), 'completed']);
  const joined = (type: string) =>
    events.map((event) => (event.type === type && 'delta' in event ? event.delta : '')).join('');
  expect(joined('response.output_text.delta')).toBe('I run the tests and patch.');
  expect(joined('response.function_call_arguments.delta')).toBe('{"command":"npm test"}');
  expect(joined('response.custom_tool_call_input.delta')).toBe(patch);
});

test('the package that accumulates events agrees with the last one and with the plain answer', async () => {
  const { baseUrl } = await rehearsalForTest({ brain });
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'none', maxRetries: 0 });
  const streamed = await client.responses.stream(request).finalResponse();
  const plain = await client.responses.create(request);

  const withoutIds = (items: object[]) =>
    items.map((item) => ({
      ...item,
      id: '',
      call_id: '',
      encrypted_content: '',
      parsed_arguments: null,
      parsed: null,
    }));
  expect(streamed.status).toBe('completed');
  expect(streamed.output_text).toBe('I run the tests and patch.');
  expect(withoutIds(streamed.output.filter((item) => item.type !== 'message'))).toEqual(
    withoutIds(plain.output.filter((item) => item.type !== 'message')),
  );
  expect(streamed.usage).toEqual(plain.usage);
});
