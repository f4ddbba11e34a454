import { APIConnectionError, APIError, OpenAIError } from 'openai';
import { describe, expect, test } from 'vitest';
import { classifyModelError, type ErrorContext } from '../../../src/adapters/model/classify-model-error.ts';
import { ProviderFault } from '../../../src/adapters/model/provider-fault.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const context: ErrorContext = { model: 'gpt-9', host: 'api.example.com', secrets: ['very-secret-key'], now };

function answered(status: number, error: object | undefined, headers: Record<string, string> = {}) {
  return APIError.generate(
    status,
    error === undefined ? undefined : { error },
    error === undefined ? 'upstream failed' : undefined,
    new Headers(headers),
  );
}
const inStream = (error: object) => new APIError(undefined, error, undefined, new Headers());
const system = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('the kind of an error', () => {
  test.each<[string, unknown, string]>([
    ['a rate limit', answered(429, { message: 'Rate limit reached', code: 'rate_limit_exceeded' }), 'Transient'],
    ['a timeout of the provider', answered(408, { message: 'Timeout' }), 'Transient'],
    ['a conflict', answered(409, { message: 'Conflict' }), 'Transient'],
    ['a server error', answered(500, { message: 'Oops', type: 'server_error' }), 'Transient'],
    ['a gateway without JSON', answered(502, undefined), 'Transient'],
    ['an unavailable engine', answered(503, { message: 'overloaded' }), 'Transient'],
    ['an overload', answered(529, { message: 'Overloaded', type: 'overloaded_error' }), 'Transient'],
    [
      'a refused connection',
      new APIConnectionError({
        cause: new TypeError('fetch failed', { cause: system('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9') }),
      }),
      'Transient',
    ],
    [
      'a drop in mid-stream',
      new TypeError('terminated', { cause: system('UND_ERR_SOCKET', 'other side closed') }),
      'Transient',
    ],
    ['a reset', system('ECONNRESET', 'read ECONNRESET'), 'Transient'],
    ['half an event', new SyntaxError('Unexpected end of JSON input'), 'Transient'],
    ['an answer without a body', new OpenAIError('Attempted to iterate over a response with no body'), 'Transient'],
    ['an end without a terminal event', new ProviderFault('the stream ended without response.completed'), 'Transient'],
    ['response.failed with a server error', new ProviderFault('response.failed: oops', 'server_error'), 'Transient'],
    ['an error in the stream with an unknown code', inStream({ message: 'odd', code: 'something_new' }), 'Transient'],
    [
      'no quota',
      answered(429, {
        message: 'You exceeded your current quota',
        code: 'insufficient_quota',
        type: 'insufficient_quota',
      }),
      'ModelRefused',
    ],
    ['no quota by type alone', answered(429, { message: 'quota', type: 'insufficient_quota' }), 'ModelRefused'],
    ['no quota inside a stream', new ProviderFault('quota', 'insufficient_quota'), 'ModelRefused'],
    ['no balance', answered(402, { message: 'Insufficient balance' }), 'ModelRefused'],
    ['a wrong key', answered(401, { message: 'Incorrect API key', code: 'invalid_api_key' }), 'ModelRefused'],
    ['a key without rights', answered(403, { message: 'Not allowed' }), 'ModelRefused'],
    [
      'an unknown model',
      answered(404, { message: 'The model does not exist', code: 'model_not_found' }),
      'ModelRefused',
    ],
    ['a retired model', answered(410, { message: 'gone' }), 'ModelRefused'],
    [
      'an invalid request',
      answered(400, { message: "Unknown parameter: 'x'", type: 'invalid_request_error' }),
      'ModelRefused',
    ],
    ['an unprocessable request', answered(422, { message: 'bad field' }), 'ModelRefused'],
    [
      'an invalid request, found in the stream',
      inStream({ message: 'bad', type: 'invalid_request_error' }),
      'ModelRefused',
    ],
    ['a prompt that is not allowed', new ProviderFault('no', 'invalid_prompt'), 'ModelRefused'],
    ['a mistake of our own', new TypeError('undefined is not a function'), 'Broken'],
    ['a wrong call of Node', system('ERR_INVALID_ARG_TYPE', 'must be a string'), 'Broken'],
    ['something that is no error', 'text', 'Broken'],
  ])('%s is %s', (_, error, type) => {
    const verdict = classifyModelError(error, context);
    expect(verdict).toMatchObject({ failure: { type, cause: undefined } });
    expect(verdict.kind !== 'overflow' && verdict.failure.retryable).toBe(type === 'Transient');
  });

  test.each<[string, unknown, string]>([
    ['a field that is not known', answered(400, { message: "Unknown parameter: 'x'", param: 'x' }), 'invalid-request'],
    ['a field of a wrong form', answered(422, { message: 'bad field' }), 'invalid-request'],
    ['the same in the stream', inStream({ message: 'bad', type: 'invalid_request_error' }), 'invalid-request'],
    ['an unknown model', answered(400, { message: 'no', code: 'model_not_found' }), 'failure'],
    ['a prompt that is not allowed', answered(400, { message: 'no', code: 'invalid_prompt' }), 'failure'],
    ['a policy', answered(400, { message: 'no', code: 'cyber_policy' }), 'failure'],
    ['a wrong key', answered(400, { message: 'no', code: 'invalid_api_key' }), 'failure'],
    ['a path that is not there', answered(404, { message: 'no' }), 'failure'],
  ])('%s is refused for its form or for good', (_, error, kind) => {
    expect(classifyModelError(error, context)).toMatchObject({ kind, failure: { type: 'ModelRefused' } });
  });

  test.each<[string, unknown]>([
    ["OpenAI's code", answered(400, { message: 'too long', code: 'context_length_exceeded' })],
    ["OpenAI's words", answered(400, { message: 'Your input exceeds the context window of this model.' })],
    ['the code in a message', answered(400, { message: 'Error code: 400 - context_length_exceeded' })],
    [
      'the words of vLLM',
      answered(400, {
        message: "This model's maximum context length is 32768 tokens. However, you requested 40000 tokens.",
      }),
    ],
    [
      'the words of llama.cpp',
      answered(400, { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' }),
    ],
    ['a long prompt', answered(400, { message: 'prompt is too long: 210000 tokens > 200000 maximum' })],
    [
      'a proxy that makes it a 500',
      answered(500, { message: "litellm.BadRequestError: This model's maximum context length is 8192 tokens" }),
    ],
    ['a body that is too large', answered(413, { message: 'Payload too large' })],
    [
      'a request above the rate limit',
      answered(429, {
        message: 'Request too large for gpt-9 on tokens per min (TPM): Limit 30000, Requested 40000.',
        code: 'rate_limit_exceeded',
      }),
    ],
    ['response.failed', new ProviderFault('response.failed: too long', 'context_length_exceeded')],
    ['an error inside the stream', inStream({ message: 'too long', code: 'context_length_exceeded' })],
  ])('%s is an overflow', (_, error) => {
    expect(classifyModelError(error, context)).toMatchObject({
      kind: 'overflow',
      message: expect.stringMatching(/\w/),
    });
  });
});

test('reasoning that can not be decrypted is a verdict of its own', () => {
  const error = answered(400, { message: 'could not be verified', code: 'invalid_encrypted_content' });
  expect(classifyModelError(error, context)).toMatchObject({
    kind: 'unreadable-reasoning',
    failure: { type: 'ModelRefused' },
  });
});

describe('the message of a failure', () => {
  const messageOf = (error: unknown) => {
    const verdict = classifyModelError(error, context);
    return verdict.kind === 'overflow' ? verdict.message : verdict.failure.message;
  };

  test.each<[string, unknown]>([
    ['404', answered(404, { message: 'nope' })],
    ['its code', answered(400, { message: 'nope', code: 'model_not_found' })],
    ['words', answered(400, { message: 'The model `gpt-9` has been deprecated, learn more' })],
  ])('names the setting and the value when the model is unknown, told by %s', (_, error) => {
    expect(messageOf(error)).toContain("does not offer the model 'gpt-9'; set model.name to one that it offers");
  });

  test('names the host, and the reason that fetch hides', () => {
    expect(
      messageOf(
        new APIConnectionError({
          cause: new TypeError('fetch failed', { cause: system('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9') }),
        }),
      ),
    ).toMatch(/api\.example\.com.*connect ECONNREFUSED 127\.0\.0\.1:9/);
  });

  test('never has the key in it, nor what looks like one', () => {
    const message = messageOf(
      answered(401, {
        message: 'Incorrect API key very-secret-key; header Authorization: Bearer abcdef123; or sk-proj-abc***xyz',
      }),
    );
    expect(message).not.toMatch(/very-secret-key|abcdef123|sk-proj/);
    expect(message).toContain('[secret]');
    expect(messageOf(new TypeError('Headers.append: "Bearer very-secret-key" is invalid'))).not.toContain(
      'very-secret-key',
    );
    expect(messageOf(answered(413, { message: 'very-secret-key is too much' }))).not.toContain('very-secret-key');
  });

  test('is not longer than a page', () => {
    expect(messageOf(answered(500, { message: 'x'.repeat(100_000) })).length).toBeLessThan(1500);
  });
});

describe('the wait before another try', () => {
  const waitOf = (error: unknown) => {
    const verdict = classifyModelError(error, context);
    return verdict.kind === 'failure' ? verdict.failure.retryAfterMs : undefined;
  };
  const limit = { message: 'Rate limit reached', code: 'rate_limit_exceeded' };

  test.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['a fraction of a second', { 'retry-after': '0.25' }, 250],
    ['a date', { 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }, 30_000],
    ['a date that has passed', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
    ['milliseconds, which come first', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
    ['more than ten minutes', { 'retry-after': '86400' }, 600_000],
    ['a date far away', { 'retry-after': 'Sun, 01 Mar 2037 12:00:30 GMT' }, 600_000],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ])('is read from %s', (_, headers, wait) => {
    expect(waitOf(answered(429, limit, headers))).toBe(wait);
  });

  test('is read from a 503, too, and from the words of an error in the stream', () => {
    expect(waitOf(answered(503, { message: 'busy' }, { 'retry-after': '3' }))).toBe(3000);
    expect(waitOf(new ProviderFault('Rate limit reached. Please try again in 1.5s.', 'rate_limit_exceeded'))).toBe(
      1500,
    );
    expect(waitOf(new ProviderFault('Please try again in 28ms.', 'rate_limit_exceeded'))).toBe(28);
    expect(waitOf(new ProviderFault('Please try again in 2m.', 'rate_limit_exceeded'))).toBe(120_000);
  });
});
