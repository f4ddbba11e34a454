import type { AssertionCount, CommandRun, Verification } from '../../../src/domain/evidence.ts';
import type { ModulePlan } from '../../../src/domain/module-plan.ts';
import type { TestCase, TestReport } from '../../../src/domain/test-report.ts';
import { reportOf } from '../../support/report-of.ts';

export const module: ModulePlan = {
  key: 'test-unknown-js-1a2b3c4d',
  path: 'test/unknown.js',
  role: 'module',
  paths: ['test/unknown.js'],
  mayChange: ['test/unknown.js', 'test/helpers/**'],
};

/** Tests written as their ids: '!id' failed, '?id' was skipped, and any other passed. */
function makeTests(ids: string[]): TestCase[] {
  return ids.map((id) => {
    if (id.startsWith('!')) return { id: id.slice(1), outcome: 'failed', message: `${id.slice(1)} broke` };
    return id.startsWith('?') ? { id: id.slice(1), outcome: 'skipped' } : { id, outcome: 'passed' };
  });
}

/** A run of the command 'test' with these tests; it exits with 1 when one of them fails. */
export function makeRun(ids: string[], more: Partial<CommandRun> & { report?: TestReport } = {}): CommandRun {
  return {
    name: 'test',
    command: 'npm test',
    exitCode: ids.some((id) => id.startsWith('!')) ? 1 : 0,
    ended: 'exited',
    milliseconds: 1200,
    report: reportOf(makeTests(ids)),
    output: '0'.repeat(64),
    ...more,
  };
}

/** A run of a command that gave no report of tests. */
export function makeBareRun(exitCode: number | null, more: Partial<CommandRun> = {}): CommandRun {
  return makeRun([], { exitCode, report: reportOf([], { format: 'exit-code' }), ...more });
}

export function makeVerification(commands: CommandRun[], assertions: AssertionCount[] = []): Verification {
  return {
    v: 1,
    commit: 'c'.repeat(40),
    tree: 'd'.repeat(40),
    environment: 'e'.repeat(64),
    sandbox: 'bubblewrap',
    commands,
    signs: [],
    assertions,
  };
}
