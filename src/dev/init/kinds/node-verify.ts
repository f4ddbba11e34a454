import type { NodeRunner } from './node-runner.ts';

/** How one run of a runner is told which tests and where to report: `tests` is '' for all, and `program` names an installed one. */
type Call = { tests: string; report: string; loaders: string[]; program: (name: string) => string };

type Way = {
  run: (call: Call) => string;
  report: 'auto' | 'junit' | 'tap' | 'exit-code';
  why: string[];
  /** What setup has to add for it. */
  extra?: string;
};

/** In a folder of its own, since the repository's package.json must not change; with --prefix npm would forget the machine's settings. */
const jestJunit =
  '(mkdir -p "$HOME/jest-junit" && cd "$HOME/jest-junit" && echo "{}" > package.json && npm install --no-audit --no-fund --ignore-scripts jest-junit@16)';

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
      words(
        `JEST_JUNIT_OUTPUT_FILE=${report} ${program('jest')} --ci --reporters=default`,
        '--reporters="$HOME/jest-junit/node_modules/jest-junit"',
        tests === '' ? '' : `--runTestsByPath ${tests}`,
      ),
    report: 'junit',
    why: [
      'jest has no report of its own that names every test, so setup puts jest-junit into the home folder of the sandbox; the repository is not changed.',
    ],
    extra: jestJunit,
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
