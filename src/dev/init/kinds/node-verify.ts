import type { NodeRunner } from './node-runner.ts';

/** How one run of a runner is told which tests and where to report: `tests` is '' for all, and `program` names an installed one. */
type Call = { tests: string; report: string; loaders: string[]; program: (name: string) => string };

type Way = {
  run: (call: Call) => string;
  report: 'junit' | 'tap' | 'jest-json' | 'exit-code';
  why: string[];
  /** What setup has to add for it. */
  extra?: string;
};

const exitCodeAlone =
  'has no report of its own that names every test: its exit code alone counts, which proves less. Best is one that writes JUnit XML to "$REPORT".';

/** Per runner, a run of one module's tests with a report that tells each test by its name. */
export const nodeWays: Record<NodeRunner, Way> = {
  'node:test': {
    run: ({ tests, loaders }) => words('node', ...loaders, '--test --test-reporter=junit', tests),
    report: 'junit',
    why: ["Node's JUnit report names every test, so that before and after are compared test by test."],
  },
  vitest: {
    run: ({ tests, report, program }) =>
      words(program('vitest'), 'run --reporter=default --reporter=junit', `--outputFile.junit=${report}`, tests),
    report: 'junit',
    why: ["vitest's JUnit report names every test, so that before and after are compared test by test."],
  },
  jest: {
    run: ({ tests, report, program }) =>
      words(`${program('jest')} --ci --json --outputFile=${report}`, tests === '' ? '' : `--runTestsByPath ${tests}`),
    report: 'jest-json',
    why: ["jest's JSON report names every test, so that before and after are compared test by test."],
  },
  mocha: {
    run: ({ tests, report, program }) =>
      words(`${program('mocha')} --reporter xunit --reporter-option output=${report}`, tests),
    report: 'junit',
    why: ["mocha's xunit report names every test, so that before and after are compared test by test."],
  },
  ava: {
    run: ({ tests, program }) => words(program('ava'), '--tap', tests),
    report: 'tap',
    why: ["ava's TAP names every test, so that before and after are compared test by test."],
    // It makes this folder where it is missing, and installed packages are read-only.
    extra: 'mkdir -p node_modules/.cache/ava',
  },
  tape: {
    run: ({ tests, loaders }) => words('node', ...loaders, tests),
    report: 'tap',
    why: ['A file of tape tests is a program that prints TAP; its assertions are compared by their names.'],
  },
  tap: {
    run: ({ tests, loaders }) => words('node', ...loaders, tests),
    report: 'tap',
    why: ['A file of tap tests is a program that prints TAP; its assertions are compared by their names.'],
  },
  lab: {
    run: ({ tests, report, program }) => words(program('lab'), `-r junit -o ${report}`, tests),
    report: 'junit',
    why: ["lab's JUnit report names every test, so that before and after are compared test by test."],
  },
  uvu: {
    run: ({ tests, loaders, program }) => (tests === '' ? program('uvu') : words('node', ...loaders, tests)),
    report: 'exit-code',
    why: [`A file of uvu tests is a program, and it ${exitCodeAlone}`],
  },
  qunit: {
    run: ({ tests, program }) => words(program('qunit'), '--reporter tap', tests),
    report: 'tap',
    why: ["qunit's TAP names every test, so that before and after are compared test by test."],
  },
  jasmine: {
    run: ({ tests, program }) => words(program('jasmine'), tests),
    report: 'exit-code',
    why: [`jasmine ${exitCodeAlone}`],
  },
};

function words(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
