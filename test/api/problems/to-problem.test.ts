import { expect, test } from 'vitest';
import { ProblemError } from '../../../src/api/problems/problem-error.ts';
import { toProblem } from '../../../src/api/problems/to-problem.ts';
import { Failure, type FailureType } from '../../../src/domain/failure.ts';

const outcome = (error: unknown) => {
  const { problem, headers } = toProblem(error);
  return {
    kind: problem.type.replace('urn:drover:problem:', ''),
    status: problem.status,
    detail: problem.detail,
    headers,
  };
};

test('each kind of failure has its status', () => {
  const statuses: Record<FailureType, number> = {
    NotFound: 404,
    Conflict: 409,
    RefMoved: 409,
    StaleLease: 409,
    InputRefused: 400,
    Transient: 503,
    Broken: 500,
    ModelRefused: 500,
    SetupFailed: 500,
  };
  for (const [type, status] of Object.entries(statuses))
    expect([type, outcome(new Failure(type as FailureType, 'words')).status]).toEqual([type, status]);
});

test('what may pass says when to try again', () => {
  expect(outcome(new Failure('Transient', 'busy', { retryAfterMs: 1_500 })).headers).toEqual({ 'retry-after': '2' });
  expect(outcome(new Failure('Transient', 'busy'))).toMatchObject({
    kind: 'unavailable',
    detail: 'busy',
    headers: { 'retry-after': '5' },
  });
});

test('what nobody expected says nothing of the inside', () => {
  const { problem } = toProblem(new TypeError('cannot read /srv/secret'));
  expect(problem).toMatchObject({ status: 500, type: 'urn:drover:problem:internal' });
  expect(JSON.stringify(problem)).not.toContain('secret');
  expect(outcome('a text').status).toBe(500);
});

test('field errors lose the passwords that they quote', () => {
  const value = '"https://ann:hunter2@h/x"';
  const error = new ProblemError('invalid-migration-file', 'repository.url', {
    errors: [{ field: 'repository.url', value, detail: `${value} holds a password` }],
  });
  expect(JSON.stringify(toProblem(error))).not.toContain('hunter2');
});
