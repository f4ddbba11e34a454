import type { TestOutcome } from '../../domain/test-report.ts';
import { notBuilt } from './go-test-events.ts';
import type { GoTestEvent } from './go-test-events.ts';

/** One run of a test; `outcome` is undefined when the program ended before the test did. */
export type GoTest = { name: string; outcome: TestOutcome | undefined; output: string[] };

/** One run of a package's tests; `outcome` is undefined when the report ended before the package did, `skipped` says that it has no tests. */
export type GoPackage = {
  name: string;
  tests: GoTest[];
  outcome: TestOutcome | undefined;
  /** What it printed outside of its tests. */
  output: string[];
  /** What could not be built, for a package whose tests never ran. */
  failedBuild?: string;
};

const outcomes: Record<string, TestOutcome> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/**
 * Folds events into packages. A package or a test that begins again after its end (`-count=2`, two commands one after the other) is a
 * run of its own.
 */
export function goPackages(events: GoTestEvent[]): GoPackage[] {
  const all: GoPackage[] = [];
  const packages = new Map<string, { about: GoPackage; tests: Map<string, GoTest> }>();
  for (const event of events) {
    if (event.package === undefined) continue;
    let current = packages.get(event.package);
    if (current === undefined || current.about.outcome !== undefined) {
      const about: GoPackage = { name: event.package, tests: [], outcome: undefined, output: [] };
      current = { about, tests: new Map() };
      packages.set(event.package, current);
      all.push(about);
    }
    take(event, current.about, current.tests);
  }
  return all;
}

function take(event: GoTestEvent, about: GoPackage, tests: Map<string, GoTest>): void {
  const { test: name, output } = event;
  const outcome = outcomes[event.action];
  if (name === undefined) {
    if (output !== undefined) about.output.push(output);
    if (outcome === undefined) return;
    about.outcome = outcome;
    // Go before 1.24 does not name what it could not build.
    const failedBuild = event.built ?? (about.output.some((line) => notBuilt.test(line)) ? about.name : undefined);
    if (failedBuild !== undefined) about.failedBuild = failedBuild;
    return;
  }
  let test = tests.get(name);
  if (test === undefined || (event.action === 'run' && test.outcome !== undefined)) {
    test = { name, outcome: undefined, output: [] };
    tests.set(name, test);
    about.tests.push(test);
  }
  if (output !== undefined) test.output.push(output);
  if (outcome !== undefined) test.outcome = outcome;
}
