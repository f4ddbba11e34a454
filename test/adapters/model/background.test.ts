import { describe, expect, test, vi } from 'vitest';
import { openaiResponses } from '../../../src/adapters/model/openai-responses.ts';
import type { FailurePlan } from '../../../src/dev/rehearsal/failure-plan.ts';
import type { RehearsalOptions } from '../../../src/dev/rehearsal/start-rehearsal.ts';
import type { Resume } from '../../../src/ports/model.ts';
import { modelRequest } from '../../support/model-request.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

const never = new AbortController().signal;
const patiently = { timeout: 15_000 };
const request = modelRequest('a', { background: true });

/** A rehearsal, the model behind it, and a place for the response's id, as a journal is one. */
async function provider(options: Partial<RehearsalOptions> = {}, plan?: FailurePlan) {
  const rehearsal = await rehearsalForTest({
    brain: () => ({ calls: [{ tool: 'shell', command: 'ls' }] }),
    ...options,
  });
  if (plan !== undefined) rehearsal.failNext(plan);
  const options_ = { baseUrl: rehearsal.baseUrl, apiKey: 'k', idleTimeoutMs: 15_000, headerTimeoutMs: 15_000 };
  const model = openaiResponses(options_);
  const noted: string[] = [];
  const ask = (signal = never, responseId?: string) => {
    const resume: Resume = {
      ...(responseId !== undefined && { responseId }),
      began: async (id) => void noted.push(id),
      resent: async () => void noted.push('resent'),
    };
    return model.respond(request, 'key', signal, () => {}, resume);
  };
  return { rehearsal, model, noted, ask };
}

test('a reply in the background names its id before its content is there, and comes as a stream', async () => {
  const { rehearsal, noted, ask } = await provider({ latencyMs: 60_000 });
  const caller = new AbortController();
  const outcome = expect(ask(caller.signal)).rejects.toBe('enough');
  await vi.waitFor(() => expect(noted).toHaveLength(1), patiently);
  caller.abort('enough');
  await outcome;
  expect(rehearsal.calls()).toMatchObject([{ background: true, status: 200 }]);

  const quick = await provider();
  const whole = await quick.ask();
  expect(whole).toMatchObject({ kind: 'reply', reply: { responseId: quick.noted[0], items: [{}, { name: 'shell' }] } });
  expect(quick.rehearsal.calls()).toHaveLength(1);
});

test('a reply whose reader has died is waited for by its id, and not sent for again', async () => {
  const { rehearsal, noted, ask } = await provider({ latencyMs: 1_000 });
  const dying = new AbortController();
  const first = expect(ask(dying.signal)).rejects.toBe('killed');
  await vi.waitFor(() => expect(noted).toHaveLength(1), patiently);
  dying.abort('killed');
  await first;

  const outcome = await ask(never, noted[0]);
  expect(outcome).toMatchObject({ kind: 'reply', reply: { responseId: noted[0], items: [{}, { name: 'shell' }] } });
  const [call] = rehearsal.calls();
  expect(outcome).toMatchObject({
    reply: { usage: { inputTokens: call?.inputTokens, outputTokens: call?.outputTokens } },
  });
  expect(rehearsal.calls()).toHaveLength(1);
  expect(noted).toHaveLength(1);
});

test('a reply that was cut off is found again as one that was cut off', async () => {
  const { rehearsal, noted, ask } = await provider({}, { kind: 'incomplete' });
  await ask();
  expect(await ask(never, noted[0])).toMatchObject({ kind: 'reply', reply: { incomplete: 'max_output_tokens' } });
  expect(rehearsal.calls()).toHaveLength(1);
});

describe('a reply is sent for again, and that is noted, where', () => {
  test('the provider does not know it', async () => {
    const { rehearsal, noted, ask } = await provider();
    expect(await ask(never, 'resp_of_yesterday')).toMatchObject({ kind: 'reply' });
    expect(noted).toEqual(['resent', expect.stringMatching(/^resp_/)]);
    expect(rehearsal.calls()).toHaveLength(1);
  });

  test('it has failed', async () => {
    const { rehearsal, noted, ask } = await provider({}, { kind: 'failed' });
    await expect(ask()).rejects.toMatchObject({ type: 'Transient' });
    expect(await ask(never, noted[0])).toMatchObject({ kind: 'reply' });
    expect(rehearsal.calls()).toHaveLength(2);
  });

  test('it was cancelled', async () => {
    const { model, rehearsal, noted, ask } = await provider({ latencyMs: 60_000 });
    const caller = new AbortController();
    const first = expect(ask(caller.signal)).rejects.toBe('no');
    await vi.waitFor(() => expect(noted).toHaveLength(1), patiently);
    caller.abort('no');
    await first;
    await model.cancel(noted[0] ?? '');
    rehearsal.setLatency(0);
    expect(await ask(never, noted[0])).toMatchObject({ kind: 'reply' });
    expect(noted[1]).toBe('resent');
  });
});

test('cancelling what is not there, or at a server that is gone, is no failure', async () => {
  const { model, rehearsal } = await provider();
  await model.cancel('resp_none');
  await rehearsal.close();
  await model.cancel('resp_none');
});

test('looking for a reply fails as sending does, so that it is looked for again', async () => {
  const { rehearsal, ask } = await provider();
  await rehearsal.close();
  await expect(ask(never, 'resp_1')).rejects.toMatchObject({ type: 'Transient' });
});

test('a provider without the background streams, and is asked to keep nothing', async () => {
  const { rehearsal, noted, ask } = await provider({ traits: { unknownFields: ['background'] } });
  expect(await ask()).toMatchObject({ kind: 'reply' });
  expect(rehearsal.calls().map(({ status, background }) => [status, background])).toEqual([
    [400, undefined],
    [200, undefined],
  ]);
  expect(noted).toEqual([]);
});

test('without a wish for it, nothing is made in the background or kept', async () => {
  const { model } = await provider();
  expect(JSON.parse(model.body(modelRequest('a')))).not.toHaveProperty('background');
  expect(JSON.parse(model.body(modelRequest('a'))).store).toBe(false);
  expect(JSON.parse(model.body(request))).toMatchObject({ background: true, store: true });
});
