import type { ReadTest } from './collect-tests.ts';
import { fileFailure } from './file-failure.ts';
import { isTestFileName } from './is-test-file-name.ts';
import { junitTime } from './junit-case.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/**
 * Reads the JUnit XML of `node --test`: suites nest as the tests do, and a test is named by its suites and itself, without its file. The
 * runner's entries for whole files are left out, unless the file failed to load. In `xml`, the document's text, comments hold its totals.
 */
export function readNodeJunit(suites: XmlElement, xml: string, testFile: string | undefined): ReadTest[] {
  const { tests, failedSuites } = level(suites, [], testFile);
  const failed = tests.filter((test) => test.outcome === 'failed').length;
  // A test around others has no entry of its own, so that when it fails by itself only the totals tell.
  const unlisted = total(xml, 'fail') + total(xml, 'cancelled') - failed - failedSuites;
  if (unlisted > 0)
    tests.push({
      names: ['(failed outside of the listed tests)'],
      outcome: 'failed',
      message: unlistedMessage(unlisted),
    });
  return tests;
}

type Level = { tests: ReadTest[]; failedSuites: number };

function level(parent: XmlElement, outer: string[], testFile: string | undefined): Level {
  const tests = parent.children('testcase').flatMap((test) => testCase(test, outer, testFile));
  let failedSuites = 0;
  for (const suite of parent.children('testsuite')) {
    const inner = level(suite, [...outer, unescapeQuotes(suite.attribute('name') ?? '')], testFile);
    for (const test of inner.tests) tests.push(test);
    failedSuites += inner.failedSuites + (inner.tests.some((test) => test.outcome === 'failed') ? 1 : 0);
  }
  return { tests, failedSuites };
}

function testCase(test: XmlElement, outer: string[], testFile: string | undefined): ReadTest[] {
  const name = unescapeQuotes(test.attribute('name') ?? '');
  const names = [...outer, name];
  const [failure] = test.children('failure');
  const isFile = outer.length === 0 && isTestFileName(name, { testFile, file: test.attribute('file') });
  if (isFile)
    return failure === undefined ? [] : [{ names, outcome: 'failed', message: fileFailure(failureWords(failure)) }];
  const common = { names, milliseconds: junitTime(test), file: test.attribute('file') };
  if (test.has('skipped')) return [{ ...common, outcome: 'skipped' }];
  if (failure !== undefined) return [{ ...common, outcome: 'failed', message: failureWords(failure) }];
  return [{ ...common, outcome: 'passed' }];
}

/** Its text says all that the `message` attribute does, which has lost its line breaks before Node 24. */
function failureWords(failure: XmlElement): string {
  const text = failure.text.trim().replace(/^\[?Error \[ERR_TEST_FAILURE\]: /, '');
  return text === '' ? (failure.attribute('message') ?? '') : text;
}

/** Node escapes a quotation mark in a name twice, as `&amp;quot;`. */
function unescapeQuotes(name: string): string {
  return name.replaceAll('&quot;', '"');
}

function total(xml: string, what: 'fail' | 'cancelled'): number {
  const counts = [...xml.matchAll(new RegExp(`<!-- ${what} (\\d+) -->`, 'g'))];
  return Number(counts.at(-1)?.[1] ?? 0);
}

function unlistedMessage(count: number): string {
  return `the runner counts ${count} failed test${count === 1 ? '' : 's'} more than it lists: a test that has subtests failed by itself, in its own assertions or in a hook`;
}
