import { describe, expect, it } from 'vitest';
import { gradePlan, type Said } from '../../../bench/packages/grade-plan.ts';

const said = (stdout: object | string, stderr = ''): Said => ({
  exitCode: 0,
  timedOut: false,
  stdout: typeof stdout === 'string' ? stdout : JSON.stringify(stdout),
  stderr,
});
const init = said({ title: 'Go', questions: [] });
const good = { path: 'a', state: 'planned', baseline: { tests: 3, failing: 0 } };
const failing = { path: 'b', state: 'planned', baseline: { tests: 2, failing: 1 } };
const unproved = { path: 'c', state: 'unresolved', reason: 'the baseline proves nothing' };
const outcomeOf = (modules: object[]) => gradePlan(init, said({ modules })).outcome;

describe('the figures of packages', () => {
  it('call a package green only when every module is good and none has a failing test', () => {
    expect(outcomeOf([good, good])).toBe('green');
    expect(outcomeOf([good, failing])).toBe('partly green');
    expect(outcomeOf([good, unproved])).toBe('partly green');
    expect(outcomeOf([failing])).toBe('red');
    expect(outcomeOf([unproved])).toBe('red');
    expect(outcomeOf([])).toBe('red');
  });

  it('count tests and say why, each reason once', () => {
    expect(gradePlan(init, said({ modules: [good, failing, unproved, unproved] }))).toEqual({
      outcome: 'partly green',
      title: 'Go',
      modules: 4,
      green: 1,
      tests: 5,
      failing: 1,
      reasons: ['b: 1 failing', 'the baseline proves nothing'],
    });
  });

  it('tell what stopped before any test', () => {
    expect(gradePlan({ ...init, exitCode: 2, stderr: 'no commit' }, undefined).outcome).toBe('refused');
    expect(gradePlan(init, { ...said(''), timedOut: true }).outcome).toBe('took too long');
    expect(gradePlan(init, said('', "drover: The setup command 'npm ci' ended with exit code 1")).outcome).toBe(
      'setup failed',
    );
    const asked = said({ title: 'Node', questions: ['No test files were found: name the modules.'] });
    expect(gradePlan(asked, said({ modules: [unproved] })).outcome).toBe('no tests found');
  });
});
