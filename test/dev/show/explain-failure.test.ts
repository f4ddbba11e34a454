import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { explainFailure } from '../../../src/dev/show/explain-failure.ts';
import { Failure } from '../../../src/domain/failure.ts';

test.each([
  ['a failure of its own, not its cause', new Failure('Broken', 'ours', { cause: new Error('below') }), 'ours', 1],
  ['input that can not work', new Failure('InputRefused', 'no such file'), 'no such file', 2],
  ['what a worker said, below what Temporal says', wrapped('InputRefused'), 'what the worker said', 2],
  ["a worker's other failure", wrapped('SetupFailed'), 'what the worker said', 1],
  ['the innermost of unknown errors', new Error('outer', { cause: new Error('inner') }), 'inner', 1],
  ['what is no error', 'a word', 'a word', 1],
])('explains %s', (_, error, message, exitCode) => {
  expect(explainFailure(error)).toEqual({ message, exitCode });
});

function wrapped(type: string): Error {
  const cause = ApplicationFailure.create({ message: 'what the worker said', type, cause: new Error('below') });
  return new Error('Workflow execution failed', { cause: new Error('Activity task failed', { cause }) });
}
