import { parseXml } from '../xml/parse-xml.ts';
import type { XmlElement } from '../xml/xml-element.ts';

const MAX_TESTS = 100_000;

/** Parses one document of a JUnit report; one with more tests than anyone has is refused before it is parsed. */
export function parseJunitXml(xml: string): XmlElement | { problem: string } {
  const tests = xml.match(/<testcase\b/g)?.length ?? 0;
  if (tests > MAX_TESTS) return { problem: `the JUnit report has ${tests} tests, more than ${MAX_TESTS}` };
  return parseXml(xml, 'the JUnit report');
}
