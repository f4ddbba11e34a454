import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { openaiResponses } from '../../../src/adapters/model/openai-responses.ts';
import type { FailurePlan } from '../../../src/dev/rehearsal/failure-plan.ts';
import type { ConversationItem } from '../../../src/domain/conversation.ts';
import { modelRequest } from '../../support/model-request.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';
import { scriptedProvider } from '../../support/scripted-provider.ts';

const never = new AbortController().signal;
const brain = () => ({ text: 'Done.', calls: [] });

function modelAt(baseUrl: string, headerTimeoutMs = 15_000) {
  return openaiResponses({ baseUrl, apiKey: 'test-key', idleTimeoutMs: 15_000, headerTimeoutMs });
}

/** A conversation with a call, its output and reasoning between two messages of the user. */
function conversation() {
  const request = modelRequest('a');
  const more: ConversationItem[] = [
    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'thoughts' },
    { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{"command":"ls"}' },
    { type: 'function_call_output', call_id: 'c1', output: 'x\n'.repeat(4000) },
    { type: 'message', role: 'user', content: 'Go on.' },
  ];
  return { ...request, input: [...request.input, ...more] };
}

test('a conversation is compacted to what the provider gives in its place, and the next request takes that', async () => {
  const rehearsal = await rehearsalForTest({ brain });
  const model = modelAt(rehearsal.baseUrl);
  const request = conversation();
  const outcome = await model.compact(request, 'key', never, () => {});
  if (outcome.kind !== 'compacted') throw new Error(outcome.message);
  expect(outcome.items.map(({ type }) => type)).toEqual(['message', 'message', 'compaction']);
  expect(outcome.items.slice(0, 2)).toEqual([request.input[0], request.input.at(-1)]);
  const [call] = rehearsal.calls();
  expect(call).toMatchObject({
    compaction: true,
    key: 'key',
    module: 'a',
    bodyHash: createHash('sha256').update(model.compactionBody(request)).digest('hex'),
  });
  expect(outcome.usage).toEqual({ inputTokens: call?.inputTokens, cachedTokens: 0, outputTokens: call?.outputTokens });

  const next = await model.respond({ ...request, input: outcome.items }, 'next', never, () => {});
  expect(next).toMatchObject({ kind: 'reply' });
  expect(rehearsal.calls()[1]?.inputTokens).toBeLessThan((call?.inputTokens ?? 0) / 2);
});

describe('compaction is unsupported, and no failure, where', () => {
  test('the provider lacks the endpoint', async () => {
    const { baseUrl } = await rehearsalForTest({ brain, traits: { compaction: 'missing' } });
    expect(await modelAt(baseUrl).compact(conversation(), 'key', never, () => {})).toEqual({
      kind: 'unsupported',
      message: expect.stringContaining('Invalid URL'),
    });
  });

  test.each(['404', 'overflow'] as const)('the provider answers with %s', async (kind) => {
    const rehearsal = await rehearsalForTest({ brain });
    rehearsal.failNext({ kind });
    const outcome = await modelAt(rehearsal.baseUrl).compact(conversation(), 'key', never, () => {});
    expect(outcome).toMatchObject({ kind: 'unsupported' });
  });

  test.each([405, 422, 501, 400])('a server answers with the status %d', async (status) => {
    const baseUrl = await scriptedProvider((_, out) => void out.writeHead(status).end('not here'));
    const outcome = await modelAt(baseUrl).compact(conversation(), 'key', never, () => {});
    expect(outcome).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('not here') });
  });
});

test('compaction is unsupported where a proxy says so of what is behind it, with whatever status', async () => {
  const error = { message: 'COMPACT responses is not supported for groq', type: null, code: '500' };
  const baseUrl = await scriptedProvider(
    (_, out) => void out.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ error })),
  );
  const outcome = await modelAt(baseUrl).compact(conversation(), 'key', never, () => {});
  expect(outcome).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('COMPACT') });
});

describe('compaction fails as a reply does, with', () => {
  test.each<[FailurePlan, object]>([
    [
      { kind: '429', retryAfter: 3 },
      { type: 'Transient', retryAfterMs: 3000 },
    ],
    [{ kind: '500' }, { type: 'Transient' }],
    [{ kind: '503' }, { type: 'Transient' }],
    [{ kind: '401' }, { type: 'ModelRefused' }],
    [{ kind: 'insufficient_quota' }, { type: 'ModelRefused' }],
  ])('%o', async (plan, failure) => {
    const rehearsal = await rehearsalForTest({ brain });
    rehearsal.failNext(plan);
    const answer = modelAt(rehearsal.baseUrl).compact(conversation(), 'key', never, () => {});
    await expect(answer).rejects.toMatchObject(failure);
    expect(rehearsal.calls()).toHaveLength(1);
  });

  test.each(['{"id":"r"}', '[]', 'null', '<html>'])('the answer %s, which is none', async (answer) => {
    const baseUrl = await scriptedProvider(
      (_, out) => void out.writeHead(200, { 'content-type': 'application/json' }).end(answer),
    );
    const outcome = modelAt(baseUrl).compact(conversation(), 'key', never, () => {});
    await expect(outcome).rejects.toMatchObject({ type: 'Transient' });
  });

  test('silence', async () => {
    const baseUrl = await scriptedProvider(() => {});
    const outcome = modelAt(baseUrl, 30).compact(conversation(), 'key', never, () => {});
    await expect(outcome).rejects.toMatchObject({ message: expect.stringContaining('within 120 ms') });
  });
});

test('reasoning that the provider can no longer read is left out of a compaction, too', async () => {
  const rehearsal = await rehearsalForTest({ brain });
  rehearsal.failNext({ kind: 'invalid_encrypted_content' });
  const outcome = await modelAt(rehearsal.baseUrl).compact(conversation(), 'key', never, () => {});
  expect(outcome).toMatchObject({ kind: 'compacted' });
  expect(rehearsal.calls()).toMatchObject([
    { status: 400, key: 'key' },
    { status: 200, key: 'key/without-reasoning' },
  ]);
});

test('an aborted compaction throws the reason of the caller', async () => {
  const rehearsal = await rehearsalForTest({ brain, latencyMs: 60_000 });
  const caller = new AbortController();
  const outcome = modelAt(rehearsal.baseUrl).compact(conversation(), 'key', caller.signal, () => {});
  const ended = expect(outcome).rejects.toBe('stop');
  await vi.waitFor(() => expect(rehearsal.inFlight()).toHaveLength(1), { timeout: 15_000 });
  caller.abort('stop');
  await ended;
});
