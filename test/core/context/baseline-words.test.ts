import { expect, test } from 'vitest';
import { baselineWords } from '../../../src/core/context/baseline-words.ts';
import { makeBareRun, makeRun } from '../evidence/make-verification.ts';

test('the model is told which tests fail already and which are flaky', () => {
  const commands = [
    makeRun(['a', 'b', '!c'], { reruns: { count: 1, flaky: ['b'] } }),
    makeBareRun(2, { name: 'lint' }),
  ];
  expect(baselineWords({ commands }).split('\n')).toEqual([
    '- test: 3 tests, 1 failing',
    '  failing already, which is neither your fault nor an excuse: "c"',
    '  flaky: "b"',
    '- lint: exit code 2',
  ]);
});
