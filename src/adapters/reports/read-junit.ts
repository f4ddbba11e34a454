import type { ReadTest, ReadTests } from './collect-tests.ts';
import { junitCase } from './junit-case.ts';
import { readNodeJunit } from './read-node-junit.ts';
import { parseJunitXml } from './parse-junit-xml.ts';
import { XmlElement } from '../xml/xml-element.ts';

/** Only node:test writes its summary as comments at the end of the document. */
const NODE_SUMMARY = /<!-- duration_ms [\d.]+ -->\s*<\/testsuites>\s*$/;

/**
 * Reads JUnit XML: node:test's own shape, and the one of Surefire, pytest and most others (a class name and a name). Several documents one
 * after the other are read as one report, since some runners write a file for every class. What stands before and after the XML is ignored.
 */
export function readJunit(text: string, testFile?: string): ReadTests {
  const problems = new Set<string>();
  const tests = documents(text).flatMap((xml) => {
    const found = documentTests(xml, testFile);
    if (Array.isArray(found)) return found;
    problems.add(found.problem);
    return [];
  });
  return { tests, problems: [...problems] };
}

function documentTests(xml: string, testFile: string | undefined): ReadTest[] | { problem: string } {
  const root = parseJunitXml(xml);
  if (!(root instanceof XmlElement)) return root;
  const outermost = root.children('testsuites');
  if (outermost.length === 0 && !root.has('testsuite')) {
    return { problem: 'the XML of the report is no JUnit report: it has no <testsuites> and no <testsuite>' };
  }
  if (NODE_SUMMARY.test(xml)) return outermost.flatMap((suites) => readNodeJunit(suites, xml, testFile));
  return [root, ...outermost]
    .flatMap((parent) => parent.children('testsuite'))
    .flatMap((suite) => suiteTests(suite, []));
}

/** Cuts the report out of the output around it. What follows the last end tag stays when a further document begins there. */
function documents(text: string): string[] {
  const start = text.search(/^[ \t]*<(?:\?xml|testsuites?[\s/>])/m);
  const report = text.slice(Math.max(start, 0));
  const end = Math.max(...['</testsuites>', '</testsuite>'].map((tag) => endOf(report, tag)));
  const isCutOff = /<(?:\?xml|testsuite)/.test(report.slice(end));
  return (end > 0 && !isCutOff ? report.slice(0, end) : report).trim().split(/(?<=<\/testsuites?>)\s*(?=<\?xml)/);
}

function endOf(text: string, tag: string): number {
  const position = text.lastIndexOf(tag);
  return position < 0 ? 0 : position + tag.length;
}

function suiteTests(suite: XmlElement, outer: string[], outerFile?: string): ReadTest[] {
  const names = [...outer, suite.attribute('name') ?? ''].filter((name) => name !== '');
  const file = suite.attribute('file') ?? suite.attribute('filepath') ?? outerFile;
  const own = suite.children('testcase').map((test) => junitCase(test, names, file));
  return [...own, ...suite.children('testsuite').flatMap((inner) => suiteTests(inner, names, file))];
}
