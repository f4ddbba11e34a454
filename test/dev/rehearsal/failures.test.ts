import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { expect, test, vi } from 'vitest';
import type { Brain } from '../../../src/dev/rehearsal/brain.ts';
import { startRehearsal } from '../../../src/dev/rehearsal/start-rehearsal.ts';
import { postResponses as post } from '../../support/post-responses.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

/** Conditions come true at once on a quiet machine; a busy one gets time. */
const patiently = { timeout: 15_000 };

const brain: Brain = () => ({ text: 'Done.', calls: [] });

test('another process can ask for failures and read the calls over HTTP', async () => {
  const { baseUrl } = await rehearsalForTest({ brain });
  const ask = (plan: unknown) => fetch(`${baseUrl}/rehearsal/failures`, { method: 'POST', body: JSON.stringify(plan) });
  expect((await ask({ kind: '429', retryAfter: 7, times: 2, module: 'a' })).status).toBe(200);

  const statuses = [];
  for (const module of ['b', 'a', 'a', 'a']) {
    const answer = await post(baseUrl, { model: 'm', input: `Module: ${module}` });
    statuses.push([answer.status, answer.headers.get('retry-after')]);
  }
  expect(statuses).toEqual([
    [200, null],
    [429, '7'],
    [429, '7'],
    [200, null],
  ]);
  expect(await (await fetch(`${baseUrl}/rehearsal/calls`)).json()).toMatchObject({
    total: 4,
    answered: 4,
    inFlight: 0,
    aborted: 0,
    calls: [{ module: 'b' }, { module: 'a' }, {}, {}],
  });
});

test.each(['{"kind":"418"}', '{"kind":"500","times":0}', '{"kind":"500","retryAfter":3}', '{'])(
  '%s is refused as a failure plan',
  async (body) => {
    const { baseUrl } = await rehearsalForTest({ brain });
    const answer = await fetch(`${baseUrl}/rehearsal/failures`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  },
);

test.each(['drop', 'no-terminal'] as const)('%s breaks off a plain answer half way', async (kind) => {
  const rehearsal = await rehearsalForTest({ brain });
  rehearsal.failNext({ kind });
  const answer = await post(rehearsal.baseUrl, { model: 'm', input: 'x' });
  await expect(answer.json()).rejects.toThrow(/terminated|JSON/);
  expect(rehearsal.calls()).toMatchObject([{ status: 200, aborted: false, answeredAt: expect.any(Number) }]);
});

test('stalled calls do not hold up closing', async () => {
  const rehearsal = await startRehearsal({ brain });
  rehearsal.failNext({ kind: 'header-stall' });
  rehearsal.failNext({ kind: 'stall' });
  const headless = httpRequest(`${rehearsal.baseUrl}/responses`, { method: 'POST' }).end('{"model":"m","input":"x"}');
  const headlessEnd = once(headless, 'error');
  await vi.waitFor(() => expect(rehearsal.inFlight()).toHaveLength(1), patiently);
  const stalled = await post(rehearsal.baseUrl, { model: 'm', input: 'x', stream: true });

  await rehearsal.close();
  await expect(stalled.text()).rejects.toThrow('terminated');
  expect((await headlessEnd)[0]).toMatchObject({ code: 'ECONNRESET' });
  await rehearsal.close();
});
