import { describe, expect, test, vi } from 'vitest';
import { openaiResponses } from '../../../src/adapters/model/openai-responses.ts';
import { contentText } from '../../../src/core/conversation/content-text.ts';
import { toolCalls } from '../../../src/core/conversation/tool-calls.ts';
import type { FailurePlan } from '../../../src/dev/rehearsal/failure-plan.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { ModelOutcome } from '../../../src/ports/model.ts';
import { upstreamForTest } from '../egress/upstream-for-test.ts';
import { modelRequest } from '../../support/model-request.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';
import { scriptedProvider, sendEvents } from '../../support/scripted-provider.ts';

/** Conditions come true at once on a quiet machine; a busy one gets time. */
const patiently = { timeout: 15_000 };

const never = new AbortController().signal;
const apiKey = 'a-key-that-nobody-may-see';

/** Asks once, with short timeouts. */
function ask(
  baseUrl: string,
  timeouts: { idleTimeoutMs?: number; headerTimeoutMs?: number } = {},
): Promise<ModelOutcome> {
  const model = openaiResponses({ baseUrl, apiKey, idleTimeoutMs: 15_000, headerTimeoutMs: 15_000, ...timeouts });
  return model.respond(modelRequest('a'), 'key', never, () => {});
}

async function failureOf(outcome: Promise<ModelOutcome>): Promise<Failure> {
  const failure = await outcome.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Failure);
  const found = failure as Failure;
  expect(`${found.message}${found.stack}${JSON.stringify(found)}`).not.toContain(apiKey);
  return found;
}

function replyOf(outcome: ModelOutcome) {
  if (outcome.kind !== 'reply') throw new Error(`expected a reply, got ${outcome.kind}`);
  return outcome.reply;
}

async function rehearse(plan: FailurePlan) {
  const rehearsal = await rehearsalForTest({
    brain: () => ({ text: 'A text of some length.', calls: [{ tool: 'shell', command: 'ls' }] }),
  });
  rehearsal.failNext(plan);
  return rehearsal;
}

describe('every failure that the rehearsal knows', () => {
  test.each<[FailurePlan, string, string]>([
    [{ kind: '429' }, 'Transient', 'Rate limit reached'],
    [{ kind: '408' }, 'Transient', 'timed out'],
    [{ kind: '409' }, 'Transient', 'under way'],
    [{ kind: '500' }, 'Transient', '500'],
    [{ kind: '502' }, 'Transient', 'Bad gateway'],
    [{ kind: '529' }, 'Transient', 'Overloaded'],
    [{ kind: 'reset' }, 'Transient', 'connection'],
    [{ kind: 'invalid-utf8' }, 'Transient', 'not valid UTF-8'],
    [{ kind: 'huge' }, 'ModelRefused', 'more than 16777216 bytes'],
    [{ kind: '503' }, 'Transient', 'overloaded'],
    [{ kind: 'drop' }, 'Transient', 'connection'],
    [{ kind: 'no-terminal' }, 'Transient', 'ended without response.completed'],
    [{ kind: 'failed' }, 'Transient', 'response.failed: The model failed'],
    [{ kind: 'error-event' }, 'Transient', 'error event: The server had an error'],
    [{ kind: 'insufficient_quota' }, 'ModelRefused', 'no quota left'],
    [{ kind: '401' }, 'ModelRefused', 'refused the API key'],
    [{ kind: '403' }, 'ModelRefused', "the model 'gpt-5.2-codex' (setting model.name)"],
    [{ kind: '404' }, 'ModelRefused', "does not offer the model 'gpt-5.2-codex'; set model.name"],
  ])('%o is %s', async (plan, type, message) => {
    const { baseUrl, calls } = await rehearse(plan);
    expect(await failureOf(ask(baseUrl))).toMatchObject({ type, message: expect.stringContaining(message) });
    expect(calls()).toHaveLength(1);
  });

  test('stall: a stream that falls silent is given up after the idle time', async () => {
    const rehearsal = await rehearse({ kind: 'stall' });
    expect(await failureOf(ask(rehearsal.baseUrl, { idleTimeoutMs: 60 }))).toMatchObject({
      type: 'Transient',
      message: expect.stringContaining('no event of the stream within 60 ms'),
    });
    await vi.waitFor(() => expect(rehearsal.calls()).toMatchObject([{ aborted: true }]), patiently);
  });

  test('header-stall: an answer without a head is given up after the head time', async () => {
    const { baseUrl } = await rehearse({ kind: 'header-stall' });
    expect(await failureOf(ask(baseUrl, { headerTimeoutMs: 60 }))).toMatchObject({
      type: 'Transient',
      message: expect.stringContaining('no response head within 60 ms'),
    });
  });

  test('overflow is an outcome', async () => {
    const { baseUrl } = await rehearse({ kind: 'overflow' });
    expect(await ask(baseUrl)).toEqual({ kind: 'overflow', message: expect.stringContaining('context window') });
  });

  test.each(['max_output_tokens', 'content_filter'] as const)(
    'incomplete for %s is a reply that says so',
    async (reason) => {
      const { baseUrl } = await rehearse({ kind: 'incomplete', reason });
      expect(await ask(baseUrl)).toMatchObject({
        kind: 'reply',
        reply: { incomplete: reason, items: [{ type: 'reasoning' }, { type: 'message', status: 'incomplete' }] },
      });
    },
  );

  test('refusal is a reply without calls, whose words are kept', async () => {
    const { baseUrl } = await rehearse({ kind: 'refusal' });
    const { items } = replyOf(await ask(baseUrl));
    expect(toolCalls(items)).toEqual([]);
    expect(items.map((item) => contentText(item['content']))).toEqual(["I'm sorry, but I can't help with that."]);
  });

  test.each<[FailurePlan['kind'], string]>([
    ['bad-arguments', "The arguments of 'shell' are not valid JSON"],
    ['unknown-tool', "There is no tool named 'open_browser'. The tools are: shell, apply_patch."],
  ])('%s is a reply whose call is answered with what is wrong', async (kind, problem) => {
    const { baseUrl } = await rehearse({ kind } as FailurePlan);
    const calls = toolCalls(replyOf(await ask(baseUrl)).items);
    expect(calls).toMatchObject([{ tool: 'unknown', problem: expect.stringContaining(problem) }]);
  });

  test.each<[string, number | string, number]>([
    ['three seconds', 3, 3000],
    ['an hour', 3600, 600_000],
    ['a day', 86_400, 600_000],
    ['a date that has passed', new Date(Date.now() - 60_000).toUTCString(), 0],
    ['a date in an hour', new Date(Date.now() + 3_600_000).toUTCString(), 600_000],
  ])('a 429 that asks for %s has its wait, at most ten minutes', async (_, retryAfter, wait) => {
    const { baseUrl } = await rehearse({ kind: '429', retryAfter });
    expect(await failureOf(ask(baseUrl))).toMatchObject({ type: 'Transient', retryAfterMs: wait });
  });

  test('after a failure the next call succeeds', async () => {
    const { baseUrl } = await rehearse({ kind: 'drop' });
    await failureOf(ask(baseUrl));
    expect(await ask(baseUrl)).toMatchObject({ kind: 'reply' });
  });
});

test('a server that is not there is transient', async () => {
  const rehearsal = await rehearsalForTest({ brain: () => ({ calls: [] }) });
  await rehearsal.close();
  expect(await failureOf(ask(rehearsal.baseUrl))).toMatchObject({
    type: 'Transient',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a server that does not speak TLS where it should is transient', async () => {
  const { baseUrl } = await rehearsalForTest({ brain: () => ({ calls: [] }) });
  expect(await failureOf(ask(baseUrl.replace('http:', 'https:')))).toMatchObject({ type: 'Transient' });
});

test('a certificate that nobody here trusts is a refusal that names the settings', async () => {
  const { port, requests } = await upstreamForTest((_, out) => out.end());
  const failure = await failureOf(ask(`https://localhost:${port}/v1`));
  expect(failure).toMatchObject({ type: 'ModelRefused', message: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
  expect(failure.message).toContain('OPENAI_BASE_URL');
  expect(requests).toEqual([]);
});

test('a stream that goes on slowly is not idle', async () => {
  const completed = { type: 'response.completed', response: { id: 'r', status: 'completed', output: [] } };
  const baseUrl = await scriptedProvider((_, out) => {
    out.writeHead(200, { 'content-type': 'text/event-stream' });
    let left = 10;
    const timer = setInterval(() => {
      left -= 1;
      out.write(`data: ${JSON.stringify(left > 0 ? { type: 'response.in_progress' } : completed)}\n\n`);
      if (left === 0) clearInterval(timer);
    }, 100);
  });
  expect(await ask(baseUrl, { idleTimeoutMs: 800, headerTimeoutMs: 800 })).toMatchObject({ kind: 'reply' });
});

describe('what compatible servers send', () => {
  const completed = (response: object) => ({
    type: 'response.completed',
    response: { id: 'resp_1', status: 'completed', ...response },
  });
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'shell', arguments: '{"command":"ls"}' };

  test('an error object inside the stream', async () => {
    const baseUrl = await scriptedProvider((_, out) =>
      sendEvents(out, [{ type: 'error', error: { message: 'quota', code: 'insufficient_quota' } }]),
    );
    expect(await failureOf(ask(baseUrl))).toMatchObject({ type: 'ModelRefused' });
  });

  test.each<[number, string, string, string]>([
    [
      400,
      '{"error":{"message":"/responses: Invalid model name passed in model=m.","code":"400"}}',
      'ModelRefused',
      'model.name',
    ],
    [
      500,
      'data: {"error": {"message": "Error processing stream start", "code": "500"}}\n\ndata: [DONE]\n\n',
      'Transient',
      ': 500 Error processing stream start',
    ],
  ])('the refusal of a proxy, %d %s', async (status, answer, type, words) => {
    const baseUrl = await scriptedProvider((_, out) => void out.writeHead(status).end(answer));
    expect(await failureOf(ask(baseUrl))).toMatchObject({ type, message: expect.stringContaining(words) });
  });

  test('an overflow that is only found in the stream', async () => {
    const baseUrl = await scriptedProvider((_, out) =>
      sendEvents(out, [
        { type: 'response.failed', response: { error: { code: 'context_length_exceeded', message: 'too long' } } },
      ]),
    );
    expect(await ask(baseUrl)).toMatchObject({ kind: 'overflow' });
  });

  test('an empty output in the last event, after items on the way', async () => {
    const baseUrl = await scriptedProvider((_, out) =>
      sendEvents(out, [{ type: 'response.output_item.done', item: call }, completed({ output: [] })]),
    );
    expect(await ask(baseUrl)).toMatchObject({ reply: { responseId: 'resp_1', items: [call] } });
  });

  test('unknown events, nothings, and items that are none', async () => {
    const events = [
      null,
      7,
      { type: 'response.brand_new' },
      {},
      completed({ output: [null, 'x', { id: 'no type' }, call] }),
      '[DONE]',
    ];
    const baseUrl = await scriptedProvider((_, out) => sendEvents(out, events));
    expect(await ask(baseUrl)).toMatchObject({ kind: 'reply', reply: { items: [call] } });
  });

  test('no usage: it is estimated, so that a budget sees the call', async () => {
    const baseUrl = await scriptedProvider((_, out) => sendEvents(out, [completed({ output: [call] })]));
    const outcome = await ask(baseUrl);
    const sent = openaiResponses({ baseUrl, apiKey, idleTimeoutMs: 1, headerTimeoutMs: 1 }).body(modelRequest('a'));
    const usage = {
      inputTokens: Math.ceil(sent.length / 4),
      cachedTokens: 0,
      outputTokens: Math.ceil(JSON.stringify([call]).length / 4),
    };
    expect(outcome).toMatchObject({ reply: { usage } });
  });

  test('an event that is broken off', async () => {
    const baseUrl = await scriptedProvider((_, out) => sendEvents(out, ['{"type":"response.comp']));
    expect(await failureOf(ask(baseUrl))).toMatchObject({ type: 'Transient' });
  });

  test('an error page whose body never ends', async () => {
    const baseUrl = await scriptedProvider(
      (_, out) => void out.writeHead(500, { 'content-type': 'text/html' }).write('<html>'),
    );
    expect(await failureOf(ask(baseUrl, { headerTimeoutMs: 100 }))).toMatchObject({ type: 'Transient' });
  });

  test('the key, told back in an error', async () => {
    const baseUrl = await scriptedProvider((request, out) => {
      out
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: `Wrong: ${request.headers.authorization}` } }));
    });
    expect(await failureOf(ask(baseUrl))).toMatchObject({
      type: 'ModelRefused',
      message: expect.stringContaining('[secret]'),
    });
  });
});
