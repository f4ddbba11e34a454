import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import type { Brain, BrainRequest } from '../../../src/dev/rehearsal/brain.ts';
import { startRehearsal } from '../../../src/dev/rehearsal/start-rehearsal.ts';
import { postResponses as post } from '../../support/post-responses.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

/** Conditions come true at once on a quiet machine; a busy one gets time. */
const patiently = { timeout: 15_000 };

const brain: Brain = ({ items }) => ({
  text: `${items.length} items`,
  calls: [
    { tool: 'shell', command: 'npm test' },
    { tool: 'apply_patch', patch: '*** Begin Patch' },
  ],
});
const user = (text: string) => ({ type: 'message', role: 'user', content: text });

describe('a plain answer', () => {
  test('has the text and the calls of the brain, the model as requested, and says that it is a rehearsal', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const answer = await post(baseUrl, { model: 'some-model', input: 'hello', metadata: { team: 'web' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-drover-rehearsal')).toBe('true');
    expect(await answer.json()).toMatchObject({
      object: 'response',
      status: 'completed',
      model: 'some-model',
      metadata: { team: 'web', 'x-drover-rehearsal': 'true' },
      output: [
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '1 items' }] },
        { type: 'function_call', name: 'shell', arguments: '{"command":"npm test"}' },
        { type: 'function_call', name: 'apply_patch', arguments: '{"input":"*** Begin Patch"}' },
      ],
    });
  });

  test('calls a custom tool only when the request offers that name as a custom tool', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const outputFor = async (tools: unknown) =>
      (
        (await (await post(baseUrl, { model: 'm', input: 'x', tools })).json()) as { output: { type: string }[] }
      ).output.map((item) => item.type);

    expect(
      await outputFor([
        { type: 'custom', name: 'apply_patch' },
        { type: 'function', name: 'shell' },
      ]),
    ).toEqual(['message', 'function_call', 'custom_tool_call']);
    expect(await outputFor([{ type: 'function', name: 'apply_patch' }])).toEqual([
      'message',
      'function_call',
      'function_call',
    ]);
    expect(await outputFor([{ type: 'custom', name: 'other' }])).toEqual(['message', 'function_call', 'function_call']);
  });

  test('has one call alone when parallel calls are not allowed', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const answer = await post(baseUrl, { model: 'm', input: 'x', parallel_tool_calls: false });
    expect(((await answer.json()) as { output: unknown[] }).output).toHaveLength(2);
  });

  test('has encrypted reasoning when the request includes it, and counts it as output', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const answer = await post(baseUrl, { model: 'm', input: 'x', include: ['reasoning.encrypted_content'] });
    const { output, usage } = (await answer.json()) as {
      output: { type: string; encrypted_content?: string }[];
      usage: { output_tokens_details: { reasoning_tokens: number } };
    };
    expect(output[0]).toMatchObject({
      type: 'reasoning',
      summary: [],
      encrypted_content: expect.stringMatching(/^[\w+/=]{20,}$/),
    });
    expect(usage.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });

  test('depends on the request alone: the same body gets the same bytes, also from another server', async () => {
    const first = await rehearsalForTest({ brain });
    const second = await rehearsalForTest({ brain, latencyMs: 5 });
    const body = { model: 'm', input: [user('Module: a')], include: ['reasoning.encrypted_content'] };
    const texts = [
      await (await post(first.baseUrl, body)).text(),
      await (await post(first.baseUrl, body)).text(),
      await (await post(second.baseUrl, body)).text(),
    ];
    expect(new Set(texts).size).toBe(1);
    expect(await (await post(first.baseUrl, { ...body, input: [user('Module: b')] })).text()).not.toBe(texts[0]);
  });

  test('is cut off as incomplete where it is longer than the output that is allowed', async () => {
    const { baseUrl } = await rehearsalForTest({ brain: () => ({ text: 'x'.repeat(1000), calls: [] }) });
    const answer = await post(baseUrl, { model: 'm', input: 'x', max_output_tokens: 100 });
    expect(await answer.json()).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      usage: { output_tokens: 100 },
    });
  });

  test('is refused as too long where the input does not fit the model', async () => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const answer = await post(baseUrl, { model: 'gpt-5.2-codex', input: 'x'.repeat(272_000 * 4) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });
});

test('the brain sees instructions, items with their types, and the tools by kind', async () => {
  const seen: BrainRequest[] = [];
  const { baseUrl } = await rehearsalForTest({
    brain: (request) => {
      seen.push(request);
      return { calls: [] };
    },
  });
  const tools = [{ type: 'function', name: 'shell' }, { type: 'custom', name: 'apply_patch' }, { type: 'web_search' }];
  await post(baseUrl, { model: 'm', instructions: 'Be brief.', input: [{ role: 'user', content: 'hi' }], tools });
  expect(seen).toEqual([
    {
      instructions: 'Be brief.',
      items: [{ type: 'message', role: 'user', content: 'hi' }],
      tools: [
        { name: 'shell', kind: 'function' },
        { name: 'apply_patch', kind: 'custom' },
      ],
    },
  ]);
});

test('the models are the ones of the catalog', async () => {
  const { baseUrl } = await rehearsalForTest({ brain });
  expect(await (await fetch(`${baseUrl}/models`)).json()).toMatchObject({
    object: 'list',
    data: catalog.map(({ id }) => ({ id, object: 'model' })),
  });
});

test('a call is noted with its times, key, hash, module, status and tokens', async () => {
  const { baseUrl, calls } = await rehearsalForTest({ brain });
  const body = JSON.stringify({
    model: 'm',
    input: [user('Goal: x\nModule: src/a b\nmore'), user('Module: not-this')],
  });
  const before = Date.now();
  await (await post(baseUrl, body, { 'idempotency-key': 'm1/a/1' })).text();

  const [call] = calls();
  expect(call).toMatchObject({ key: 'm1/a/1', module: 'src/a b', status: 200, cachedTokens: 0, aborted: false });
  expect(call?.bodyHash).toBe(createHash('sha256').update(body).digest('hex'));
  expect(call?.at).toBeGreaterThanOrEqual(before);
  expect(call?.answeredAt).toBeGreaterThanOrEqual(call?.at ?? Number.NaN);
  expect(call?.inputTokens).toBe(
    Math.ceil(
      JSON.stringify('').length / 4 +
        (JSON.stringify(user('Goal: x\nModule: src/a b\nmore')).length +
          JSON.stringify(user('Module: not-this')).length +
          2) /
          4,
    ),
  );
  expect(call?.outputTokens).toBeGreaterThan(0);
});

test('a call is in flight until it is answered, and the latency of later calls can be changed', async () => {
  const rehearsal = await rehearsalForTest({ brain, latencyMs: 60_000 });
  const slow = new AbortController();
  const body = JSON.stringify({ model: 'm', input: 'Module: slow' });
  const unanswered = fetch(`${rehearsal.baseUrl}/responses`, { method: 'POST', body, signal: slow.signal });
  const ended = Promise.allSettled([unanswered]);
  await vi.waitFor(() => expect(rehearsal.inFlight()).toMatchObject([{ module: 'slow', aborted: false }]), patiently);

  rehearsal.setLatency(0);
  expect((await post(rehearsal.baseUrl, { model: 'm', input: 'Module: quick' })).status).toBe(200);
  expect(rehearsal.inFlight().map((call) => call.module)).toEqual(['slow']);

  slow.abort('gone');
  expect(await ended).toEqual([{ status: 'rejected', reason: 'gone' }]);
  await vi.waitFor(() => expect(rehearsal.inFlight()).toEqual([]), patiently);
  expect(rehearsal.calls()).toMatchObject([
    { module: 'slow', aborted: true },
    { module: 'quick', aborted: false },
  ]);
  expect(rehearsal.calls()[0]?.answeredAt).toBeUndefined();
});

test('a taken port is an error', async () => {
  const { baseUrl } = await rehearsalForTest({ brain });
  await expect(startRehearsal({ brain, port: Number(new URL(baseUrl).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
