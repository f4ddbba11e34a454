import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { catalog } from '../../core/models/catalog.ts';
import { answerCall, type RehearsalState } from './answer-call.ts';
import { ApiError } from './api-error.ts';
import { compactCall } from './compact-call.ts';
import { FailurePlan } from './failure-plan.ts';
import { readBody } from './read-body.ts';
import type { RehearsalCall } from './rehearsal-call.ts';
import { summarizeCalls } from './summarize-calls.ts';

/** Answers one HTTP request, whichever it is; never rejects. */
export async function handleRequest(
  state: RehearsalState,
  request: IncomingMessage,
  out: ServerResponse,
): Promise<void> {
  out.setHeader('x-drover-rehearsal', 'true');
  try {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    const route = routes[`${request.method} ${path}`];
    const kept = /^\/v1\/responses\/(resp_\w+)(\/cancel)?$/.exec(path);
    if (kept?.[1] !== undefined && request.method === (kept[2] === undefined ? 'GET' : 'POST'))
      return sendJson(out, 200, state.background[kept[2] === undefined ? 'get' : 'cancel'](kept[1]));
    if (route === undefined) throw new ApiError(404, `Invalid URL (${request.method} ${path})`);
    await route(state, request, out);
  } catch (error) {
    sendError(out, error);
  }
}

type Route = (state: RehearsalState, request: IncomingMessage, out: ServerResponse) => Promise<void> | void;

const routes: Record<string, Route> = {
  'POST /v1/responses': (state, request, out) => noted(answerCall, state, request, out),
  'POST /v1/responses/compact': (state, request, out) => noted(compactCall, state, request, out),
  'GET /v1/models': (_state, _request, out) => {
    const data = catalog.map(({ id }) => ({ id, object: 'model', created: 0, owned_by: 'drover-rehearsal' }));
    sendJson(out, 200, { object: 'list', data });
  },
  'GET /v1/rehearsal/calls': (state, _request, out) =>
    sendJson(out, 200, summarizeCalls(state.calls.filter(({ probe }) => probe === undefined))),
  'POST /v1/rehearsal/failures': async (state, request, out) => {
    const plan = FailurePlan.safeParse(parsed(await readBody(request)));
    if (!plan.success) throw new ApiError(400, `This is no failure plan: ${plan.error.issues[0]?.message}.`);
    state.failures.add(plan.data);
    sendJson(out, 200, { accepted: plan.data });
  },
};

/** Answers a call that is counted, by `answer`. */
async function noted(
  answer: typeof answerCall,
  state: RehearsalState,
  request: IncomingMessage,
  out: ServerResponse,
): Promise<void> {
  const raw = await readBody(request);
  const call = noteCall(request, raw);
  state.calls.push(call);

  const gone = new AbortController();
  out.once('close', () => {
    // What is made in the background goes on.
    if (call.background) call.answeredAt ??= Date.now();
    call.aborted = call.answeredAt === undefined;
    gone.abort();
  });
  try {
    await answer(state, call, { raw, authorization: request.headers.authorization }, out, gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return;
    call.status = error instanceof ApiError ? error.status : 500;
    call.answeredAt = Date.now();
    sendError(out, error);
  }
}

function noteCall(request: IncomingMessage, raw: Buffer): RehearsalCall {
  const key = request.headers['idempotency-key'];
  return {
    at: Date.now(),
    ...(typeof key === 'string' ? { key } : {}),
    bytes: raw.length,
    bodyHash: createHash('sha256').update(raw).digest('hex'),
    status: 0,
    inputTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    aborted: false,
  };
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new ApiError(400, 'We could not parse the JSON body of your request.');
  }
}

function sendError(out: ServerResponse, error: unknown): void {
  const known =
    error instanceof ApiError ? error : new ApiError(500, error instanceof Error ? error.message : String(error));
  if (out.headersSent || out.destroyed) out.destroy();
  else sendJson(out, known.status, known.body, known.headers);
}

function sendJson(out: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  out.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
