import type { ReadTest, ReadTests } from './collect-tests.ts';
import { goBuildWords } from './go-build-words.ts';
import { goPackages } from './go-packages.ts';
import type { GoPackage, GoTest } from './go-packages.ts';
import { goTestEvents } from './go-test-events.ts';

/** What the `testing` package prints about a test, beside the test's own words. */
const frame = /^\s*(?:=== (?:RUN|PAUSE|CONT|NAME)|--- (?:PASS|FAIL|SKIP):) /;
const notRun = '(failed outside of its tests)';
const notBuilt = '(build failed)';
const MAX_DEPTH = 20;

/**
 * Reads `go test -json`. A test is named by its package, itself and its subtests; the innermost ones count, and one around others only when it
 * failed by itself. A package that can't be built, or that fails without a failed test, is a failed test of that name. Packages without tests are none.
 */
export function readGoTestJson(text: string, stderr = ''): ReadTests {
  const events = goTestEvents(text);
  const words = goBuildWords(events, stderr);
  const packages = goPackages(events);
  const problems = packages
    .filter(({ outcome }) => outcome === undefined)
    .map(
      ({ name }) =>
        `the report of 'go test -json' ends before package ${name} does: the run was ended, or its output cut off`,
    );
  const tests = packages.flatMap((about) => packageTests(about, words));
  return { tests, problems: [...new Set(problems)] };
}

function packageTests(about: GoPackage, words: Map<string, string>): ReadTest[] {
  const { name, outcome, failedBuild } = about;
  if (failedBuild !== undefined) {
    const message = `the package or its tests can't be built: ${words.get(failedBuild) ?? about.output.join('')}`;
    return [{ names: [name, notBuilt], outcome: 'failed', message, covers: [`${name} > `] }];
  }
  const around: Around = {
    about,
    byName: new Map(about.tests.map((test) => [test.name, test])),
    outer: new Set(about.tests.flatMap((test) => outerNames(test.name))),
    failed: new Set(about.tests.filter(isFailed).flatMap((test) => outerNames(test.name))),
  };
  const tests = about.tests.flatMap((test) => readTest(test, around));
  if (outcome === 'failed' && tests.every((test) => test.outcome !== 'failed'))
    tests.push({
      names: [name, notRun],
      outcome: 'failed',
      message: about.output.join(''),
      covers: [`${name} > `],
    });
  return tests;
}

/** A package's tests: those that have others in them, and those that have a failed one in them, by name. */
type Around = { about: GoPackage; byName: Map<string, GoTest>; outer: Set<string>; failed: Set<string> };

/** A test that did not end took its program down, or ran when it went. */
function isFailed({ outcome }: GoTest): boolean {
  return outcome === 'failed' || outcome === undefined;
}

function readTest(test: GoTest, around: Around): ReadTest[] {
  const { about, outer, failed } = around;
  // A benchmark is no test, and its end is not told; in a report that is cut off, nobody knows how a test would have ended.
  if (test.outcome === undefined && (about.outcome === undefined || test.name.startsWith('Benchmark'))) return [];
  const outcome = test.outcome ?? 'failed';
  if (outer.has(test.name) && (outcome !== 'failed' || failed.has(test.name))) return [];
  const names = [about.name, ...nameParts(test.name)];
  return [outcome === 'failed' ? { names, outcome, message: failureWords(test, around) } : { names, outcome }];
}

/** A panic in a subtest is printed by the outermost test, and what no test is charged with by the package. */
function failureWords(test: GoTest, { about, byName }: Around): string {
  const outer = outerNames(test.name).reverse();
  const sources = [test, ...outer.flatMap((name) => byName.get(name) ?? []), about];
  const said = sources.map(({ output }) => ownWords(output)).find((text) => text !== '') ?? '';
  return test.outcome === undefined ? `it did not end: the test program ended before it did. ${said}` : said;
}

function ownWords(output: string[]): string {
  return output
    .join('')
    .split('\n')
    .filter((line) => !frame.test(line))
    .join('\n')
    .trim();
}

/** 'A' and 'A/b' for 'A/b/c'. */
function outerNames(name: string): string[] {
  const parts = nameParts(name);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The names of a test and its subtests; what is nested deeper than anybody does is left in one piece. */
function nameParts(name: string): string[] {
  const parts = name.split('/');
  return parts.length <= MAX_DEPTH ? parts : [...parts.slice(0, MAX_DEPTH - 1), parts.slice(MAX_DEPTH - 1).join('/')];
}
