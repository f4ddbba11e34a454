import { describe, expect, test } from 'vitest';
import { openaiResponses } from '../../../src/adapters/model/openai-responses.ts';
import { toolCalls, toolOutput } from '../../../src/core/conversation/tool-calls.ts';
import type { Brain, BrainRequest } from '../../../src/dev/rehearsal/brain.ts';
import type { ProviderTraits } from '../../../src/dev/rehearsal/provider-traits.ts';
import type { ModelOutcome, ModelRequest } from '../../../src/ports/model.ts';
import { modelRequest } from '../../support/model-request.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';
import { scriptedProvider, sendEvents } from '../../support/scripted-provider.ts';

const never = new AbortController().signal;
const patch = '*** Begin Patch\n*** Add File: a.txt\n+one\n*** End Patch\n';
const keen: Brain = ({ items }) =>
  items.some(({ type }) => type.endsWith('_output'))
    ? { text: 'Done.', calls: [] }
    : { calls: [{ tool: 'apply_patch', patch }] };

/** The function tools alone, and nothing else than every server has. */
const plain: ProviderTraits = {
  customTools: 'refused',
  compaction: 'missing',
  unknownFields: [
    'include',
    'prompt_cache_key',
    'parallel_tool_calls',
    'store',
    'reasoning',
    'max_output_tokens',
    'background',
  ],
};

function replyOf(outcome: ModelOutcome) {
  if (outcome.kind !== 'reply') throw new Error(`expected a reply, got ${outcome.kind}`);
  return outcome.reply;
}

/** A rehearsal with these traits, the model behind it, what the brain saw, and what was said for the log. */
async function provider(traits: ProviderTraits) {
  const seen: BrainRequest[] = [];
  const said: string[] = [];
  const rehearsal = await rehearsalForTest({ brain: (request) => (seen.push(request), keen(request)), traits });
  const options = { apiKey: 'k', idleTimeoutMs: 15_000, headerTimeoutMs: 15_000 };
  const model = openaiResponses({ ...options, baseUrl: rehearsal.baseUrl, say: (sentence) => said.push(sentence) });
  const ask = (request: ModelRequest, key = 'key') => model.respond(request, key, never, () => {});
  return { rehearsal, model, ask, seen, said };
}

describe('what a provider refuses is left out, remembered, and said once:', () => {
  test.each<[string, ProviderTraits, string]>([
    ['custom tools', { customTools: 'refused' }, 'apply_patch is offered as a function'],
    ['encrypted reasoning', { unknownFields: ['include'] }, 'encrypted reasoning'],
    ['a cache key', { unknownFields: ['prompt_cache_key'] }, 'prompt_cache_key'],
    ['store', { unknownFields: ['store'] }, 'store'],
    ['parallel calls', { unknownFields: ['parallel_tool_calls'] }, 'parallel_tool_calls'],
    ['effort', { unknownFields: ['reasoning'] }, 'reasoning.effort'],
    ['an output limit', { unknownFields: ['max_output_tokens'] }, 'max_output_tokens'],
  ])('%s', async (_, traits, words) => {
    const { rehearsal, ask, said } = await provider(traits);
    expect(toolCalls(replyOf(await ask(modelRequest('a'))).items)).toMatchObject([{ tool: 'apply_patch', patch }]);
    expect(rehearsal.calls().map(({ status }) => status)).toEqual([400, 200]);
    const [first, second] = rehearsal.calls();
    expect(first?.key).toBe('key');
    expect(second?.key).toMatch(/^key\/without-/);
    expect(said).toEqual([expect.stringContaining(words)]);

    expect(replyOf(await ask(modelRequest('b'))).items).not.toEqual([]);
    expect(rehearsal.calls().map(({ status }) => status)).toEqual([400, 200, 200]);
    expect(said).toHaveLength(1);
  });
});

test('a server that knows only plain function tools is enough for a whole conversation', async () => {
  const { rehearsal, ask, seen, said } = await provider(plain);
  const first = modelRequest('a');
  const { items } = replyOf(await ask(first));
  const [call] = toolCalls(items);
  if (call === undefined) throw new Error('expected a call');
  expect(call).toMatchObject({ carrier: 'function', tool: 'apply_patch', patch });
  const input = [...first.input, ...items, toolOutput(call, 'done')];
  expect(replyOf(await ask({ ...first, input }, 'next')).items).toMatchObject([{ type: 'message' }]);
  expect(seen.at(-1)?.tools).toEqual([
    { name: 'shell', kind: 'function' },
    { name: 'apply_patch', kind: 'function' },
  ]);
  expect(rehearsal.calls().filter(({ status }) => status === 200)).toHaveLength(2);
  expect(rehearsal.calls().at(-1)?.status).toBe(200);
  expect(said).toHaveLength(7);
});

test('a conversation that was begun with custom tools and encrypted reasoning goes on without either', async () => {
  const above = await provider({});
  const first = modelRequest('a');
  const { items } = replyOf(await above.ask(first));
  expect(items.map(({ type }) => type)).toEqual(['reasoning', 'custom_tool_call']);
  const outputs = toolCalls(items).map((call) => toolOutput(call, 'done'));
  const second = { ...first, input: [...first.input, ...items, ...outputs] };

  const below = await provider({ customTools: 'refused', unknownFields: ['include'] });
  expect(replyOf(await below.ask(second)).items).toMatchObject([{ type: 'message' }]);
  expect(below.seen[0]?.items.map(({ type }) => type)).toEqual(['message', 'function_call', 'function_call_output']);
  expect(toolCalls(below.seen[0]?.items ?? [])).toMatchObject([{ tool: 'apply_patch', patch }]);
});

test('the body for the journal is that of the highest rung, whatever the provider turned out to lack', async () => {
  const { model, ask } = await provider(plain);
  const before = model.body(modelRequest('a'));
  await ask(modelRequest('a'));
  expect(model.body(modelRequest('a'))).toBe(before);
  expect(before).toContain('prompt_cache_key');
});

test('a request without encrypted reasoning neither asks for it nor sends any back', async () => {
  const { ask, seen } = await provider({ unknownFields: ['include'] });
  const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] };
  const request = modelRequest('a', { encryptedReasoning: false });
  expect(replyOf(await ask({ ...request, input: [...request.input, reasoning] })).items).toHaveLength(1);
  expect(seen).toHaveLength(1);
  expect(seen[0]?.items.map(({ type }) => type)).toEqual(['message']);
});

test('what is remembered of one model does not hold for another', async () => {
  const { rehearsal, ask } = await provider({ customTools: 'refused' });
  await ask(modelRequest('a'));
  await ask(modelRequest('a', { model: 'another' }));
  expect(rehearsal.calls().map(({ status }) => status)).toEqual([400, 200, 400, 200]);
});

test('several calls at a time that are refused for the same thing all go on, and it is said once', async () => {
  const { ask, said } = await provider({ customTools: 'refused' });
  const outcomes = await Promise.all(['a', 'b', 'c'].map((module) => ask(modelRequest(module), module)));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['reply', 'reply', 'reply']);
  expect(said).toHaveLength(1);
});

describe('refusals in the words of other servers', () => {
  const completed = { type: 'response.completed', response: { id: 'r', status: 'completed', output: [] } };
  const wordings: [string, number, object | string][] = [
    ['FastAPI', 422, { detail: [{ loc: ['body', 'tools', 1, 'type'], msg: "Input should be 'function'" }] }],
    ['a bare message', 400, { message: "tool type 'custom' is not supported", code: 400 }],
    ['an error that is a text', 400, { error: 'only function tools are supported, got custom' }],
    ['plain text', 400, 'unknown tool type: custom'],
    ['a nested error', 400, { error: { message: 'Unsupported tool type: custom', code: 400 } }],
  ];
  test.each(wordings)('%s: custom tools', async (_, status, answer) => {
    let calls = 0;
    const baseUrl = await scriptedProvider((__, out) => {
      calls += 1;
      if (calls > 1) return sendEvents(out, [completed]);
      const isText = typeof answer === 'string';
      out.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' });
      out.end(isText ? answer : JSON.stringify(answer));
    });
    const said: string[] = [];
    const options = { baseUrl, apiKey: 'k', idleTimeoutMs: 15_000, headerTimeoutMs: 15_000 };
    const model = openaiResponses({ ...options, say: (sentence) => said.push(sentence) });
    expect(await model.respond(modelRequest('a'), 'key', never, () => {})).toMatchObject({ kind: 'reply' });
    expect(said).toEqual([expect.stringContaining('custom tools')]);
    expect(calls).toBe(2);
  });

  test('a refusal that names nothing of the request is final, and told as it came', async () => {
    let calls = 0;
    const baseUrl = await scriptedProvider((__, out) => {
      calls += 1;
      out.writeHead(400, { 'content-type': 'application/json' }).end('{"detail":"the moon is full"}');
    });
    const model = openaiResponses({ baseUrl, apiKey: 'k', idleTimeoutMs: 15_000, headerTimeoutMs: 15_000 });
    await expect(model.respond(modelRequest('a'), 'key', never, () => {})).rejects.toMatchObject({
      type: 'ModelRefused',
      message: expect.stringContaining('the moon is full'),
    });
    expect(calls).toBe(1);
  });
});
