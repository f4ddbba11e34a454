import { createHash } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { openaiResponses } from '../../../src/adapters/model/openai-responses.ts';
import { toolCalls, toolOutput } from '../../../src/core/conversation/tool-calls.ts';
import type { Brain, BrainRequest } from '../../../src/dev/rehearsal/brain.ts';
import type { ModelOutcome, ModelRequest } from '../../../src/ports/model.ts';
import { modelRequest } from '../../support/model-request.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

/** Conditions come true at once on a quiet machine; a busy one gets time. */
const patiently = { timeout: 15_000 };

const patch = '*** Begin Patch\n*** Add File: a.txt\n+one\n*** End Patch\n';
const brain: Brain = ({ items }) => {
  if (items.some((item) => item.type.endsWith('_output'))) return { text: 'Done.', calls: [] };
  return {
    text: 'I look and patch.',
    calls: [
      { tool: 'shell', command: 'npm test -- "ä"' },
      { tool: 'apply_patch', patch },
    ],
  };
};
const never = new AbortController().signal;

function modelAt(baseUrl: string) {
  return openaiResponses({ baseUrl, apiKey: 'test-key', idleTimeoutMs: 15_000, headerTimeoutMs: 15_000 });
}

function replyOf(outcome: ModelOutcome) {
  if (outcome.kind !== 'reply') throw new Error(`expected a reply, got ${outcome.kind}`);
  return outcome.reply;
}

test.each(['custom', 'function'] as const)(
  'a reply has the calls of the model, apply_patch as a %s tool',
  async (patchTool) => {
    const rehearsal = await rehearsalForTest({ brain });
    let events = 0;
    const outcome = await modelAt(rehearsal.baseUrl).respond(
      modelRequest('a', { patchTool }),
      'key-1',
      never,
      () => (events += 1),
    );

    const reply = replyOf(outcome);
    expect(reply.items.map((item) => item.type)).toEqual([
      'reasoning',
      'message',
      'function_call',
      patchTool === 'custom' ? 'custom_tool_call' : 'function_call',
    ]);
    expect(toolCalls(reply.items)).toEqual([
      { callId: expect.any(String), carrier: 'function', tool: 'shell', commands: ['npm test -- "ä"'] },
      { callId: expect.any(String), carrier: patchTool, tool: 'apply_patch', patch },
    ]);
    expect(reply).not.toHaveProperty('incomplete');
    expect(events).toBeGreaterThan(10);
    const [call] = rehearsal.calls();
    expect(reply.usage).toEqual({ inputTokens: call?.inputTokens, cachedTokens: 0, outputTokens: call?.outputTokens });
  },
);

test('the body is what goes over the wire, byte for byte, and the key goes along', async () => {
  const rehearsal = await rehearsalForTest({ brain });
  const model = modelAt(rehearsal.baseUrl);
  const request = modelRequest('src/ünï', { instructions: 'Line\nand "quotes" and \u2028 and 😀' });
  await model.respond(request, 'm1/src-uni/1/1/1/abc', never, () => {});
  expect(rehearsal.calls()).toMatchObject([
    {
      bodyHash: createHash('sha256').update(model.body(request)).digest('hex'),
      key: 'm1/src-uni/1/1/1/abc',
      module: 'src/ünï',
    },
  ]);
  expect(model.body(request)).toBe(model.body(structuredClone(request)));
});

test('the body asks for a stateless, streamed, parallel answer with encrypted reasoning', () => {
  const body = JSON.parse(modelAt('http://127.0.0.1:1/v1').body(modelRequest('a', { effort: 'xhigh' })));
  expect(body).toMatchObject({
    model: 'gpt-5.2-codex',
    instructions: 'You migrate one module at a time.',
    stream: true,
    store: false,
    include: ['reasoning.encrypted_content'],
    reasoning: { effort: 'xhigh' },
    prompt_cache_key: 'm1/a',
    max_output_tokens: 4096,
    parallel_tool_calls: true,
    tools: [
      {
        type: 'function',
        name: 'shell',
        strict: true,
        parameters: { required: ['commands', 'timeout_seconds'], additionalProperties: false },
      },
      {
        type: 'custom',
        name: 'apply_patch',
        format: { type: 'grammar', syntax: 'lark', definition: expect.stringContaining('*** Begin Patch') },
      },
    ],
  });
  const asFunction = JSON.parse(modelAt('http://127.0.0.1:1/v1').body(modelRequest('a', { patchTool: 'function' })));
  expect(asFunction.tools[1]).toMatchObject({
    type: 'function',
    name: 'apply_patch',
    description: expect.stringContaining('*** Update File:'),
    parameters: { required: ['input'] },
  });
});

test('a second turn sends items and outputs back, is served from the cache, and ends without calls', async () => {
  const seen: BrainRequest[] = [];
  const rehearsal = await rehearsalForTest({
    brain: (request) => {
      seen.push(request);
      return brain(request);
    },
  });
  const model = modelAt(rehearsal.baseUrl);
  const first = modelRequest('a', { instructions: 'Rules. '.repeat(1000) });
  const { items } = replyOf(await model.respond(first, 'k1', never, () => {}));
  const outputs = toolCalls(items).map((call) => toolOutput(call, 'exit code 0'));
  const second: ModelRequest = { ...first, input: [...first.input, ...items, ...outputs] };
  const reply = replyOf(await model.respond(second, 'k2', never, () => {}));

  expect(toolCalls(reply.items)).toEqual([]);
  expect(reply.usage.cachedTokens).toBeGreaterThan(1024);
  expect(reply.usage.cachedTokens).toBeLessThan(reply.usage.inputTokens);
  expect(seen[1]?.items).toEqual(second.input);
  expect(rehearsal.calls().map((call) => call.status)).toEqual([200, 200]);
});

test('eight streams at a time each get their own answer, beside seven that hang', async () => {
  const rehearsal = await rehearsalForTest({
    brain: ({ items }) => ({ text: JSON.stringify(items), calls: [{ tool: 'apply_patch', patch: patch.repeat(500) }] }),
  });
  const model = modelAt(rehearsal.baseUrl);
  const ask = (module: string, signal = never) =>
    model.respond(modelRequest(module, { maxOutputTokens: 100_000 }), module, signal, () => {});

  rehearsal.failNext({ kind: 'stall', module: 'hanging', times: 7 });
  const patience = new AbortController();
  const hanging = Promise.allSettled(Array.from({ length: 7 }, () => ask('hanging', patience.signal)));
  await vi.waitFor(() => expect(rehearsal.inFlight()).toHaveLength(7), patiently);

  const modules = Array.from({ length: 8 }, (_, index) => `packages/p${index}`);
  const outcomes = await Promise.all(modules.map((module) => ask(module)));
  for (const [index, outcome] of outcomes.entries()) {
    const { items } = replyOf(outcome);
    expect(JSON.stringify(items)).toContain(`Module: packages/p${index}\\\\n`);
    expect(toolCalls(items)).toMatchObject([{ patch: patch.repeat(500) }]);
  }
  expect(rehearsal.inFlight().map((call) => call.module)).toEqual(Array.from({ length: 7 }, () => 'hanging'));
  patience.abort('enough');
  expect(await hanging).toEqual(Array.from({ length: 7 }, () => ({ status: 'rejected', reason: 'enough' })));
});

describe('aborting', () => {
  test('in mid-stream throws the reason of the caller, and the server sees the client go', async () => {
    const rehearsal = await rehearsalForTest({ brain, latencyMs: 60_000 });
    const caller = new AbortController();
    const reason = new Error('the workflow was cancelled');
    const answer = modelAt(rehearsal.baseUrl).respond(modelRequest('a'), 'k', caller.signal, () =>
      caller.abort(reason),
    );
    await expect(answer).rejects.toBe(reason);
    await vi.waitFor(() => expect(rehearsal.calls()).toMatchObject([{ aborted: true }]), patiently);
  });

  test('while waiting for the head throws the reason as well', async () => {
    const rehearsal = await rehearsalForTest({ brain });
    rehearsal.failNext({ kind: 'header-stall' });
    const caller = new AbortController();
    const answer = modelAt(rehearsal.baseUrl).respond(modelRequest('a'), 'k', caller.signal, () => {});
    const [ended] = await Promise.all([
      Promise.allSettled([answer]),
      vi.waitFor(() => expect(rehearsal.inFlight()).toHaveLength(1), patiently).then(() => caller.abort('stop')),
    ]);
    expect(ended).toEqual([{ status: 'rejected', reason: 'stop' }]);
  });

  test("leaves nothing at the caller's signal when the call is over", async () => {
    const rehearsal = await rehearsalForTest({ brain });
    rehearsal.failNext({ kind: '500' });
    const caller = new AbortController();
    const ask = () => modelAt(rehearsal.baseUrl).respond(modelRequest('a'), 'k', caller.signal, () => {});
    await expect(ask()).rejects.toMatchObject({ type: 'Transient' });
    await ask();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  test('beforehand sends nothing', async () => {
    const rehearsal = await rehearsalForTest({ brain });
    await expect(
      modelAt(rehearsal.baseUrl).respond(modelRequest('a'), 'k', AbortSignal.abort('early'), () => {}),
    ).rejects.toBe('early');
    expect(rehearsal.calls()).toEqual([]);
  });
});

test('a cache key that is too long for OpenAI is replaced by its hash, the same for each turn', async () => {
  const rehearsal = await rehearsalForTest({ brain });
  const model = modelAt(rehearsal.baseUrl);
  const keyOf = (cacheKey: string) => JSON.parse(model.body(modelRequest('a', { cacheKey }))).prompt_cache_key;
  expect(keyOf('k'.repeat(64))).toBe('k'.repeat(64));
  expect(keyOf('k'.repeat(65))).toMatch(/^[0-9a-f]{64}$/);
  expect(keyOf('k'.repeat(65))).not.toBe(keyOf('k'.repeat(66)));
  const outcome = await model.respond(modelRequest('a', { cacheKey: 'k'.repeat(200) }), 'key', never, () => {});
  expect(outcome.kind).toBe('reply');
});

describe('reasoning that the provider can no longer read', () => {
  const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'from another key' };

  test('is left out and the request sent once more, under another key', async () => {
    const seen: string[][] = [];
    const rehearsal = await rehearsalForTest({
      brain: (request) => {
        seen.push(request.items.map((item) => item.type));
        return brain(request);
      },
    });
    rehearsal.failNext({ kind: 'invalid_encrypted_content' });
    const request = modelRequest('a');
    const outcome = await modelAt(rehearsal.baseUrl).respond(
      { ...request, input: [...request.input, reasoning] },
      'key',
      never,
      () => {},
    );
    expect(outcome.kind).toBe('reply');
    expect(seen).toEqual([['message']]);
    expect(rehearsal.calls()).toMatchObject([
      { status: 400, key: 'key' },
      { status: 200, key: 'key/without-reasoning' },
    ]);
  });

  test.each([
    ['there is none to leave out', [], 1],
    ['it is refused again', [reasoning], 2],
  ])('is a refusal when %s', async (_, more, calls) => {
    const rehearsal = await rehearsalForTest({ brain });
    rehearsal.failNext({ kind: 'invalid_encrypted_content', times: 2 });
    const request = modelRequest('a');
    const answer = modelAt(rehearsal.baseUrl).respond(
      { ...request, input: [...request.input, ...more] },
      'key',
      never,
      () => {},
    );
    await expect(answer).rejects.toMatchObject({ type: 'ModelRefused', message: expect.stringContaining('reasoning') });
    expect(rehearsal.calls()).toHaveLength(calls);
  });
});

test.each(['api.example.com/v1', 'ftp://example.com', ''])("'%s' is refused as a base URL", (baseUrl) => {
  expect(() => modelAt(baseUrl)).toThrow(
    expect.objectContaining({ type: 'InputRefused', message: expect.stringContaining('https://host/v1') }),
  );
});

test('a base URL with a password is refused without showing it', () => {
  expect(() => modelAt('https://me:hunter2@example.com/v1')).toThrow(
    expect.objectContaining({ type: 'InputRefused', message: expect.not.stringContaining('hunter2') }),
  );
});
