import type { ReadTest } from './collect-tests.ts';
import { junitMessage } from './junit-message.ts';
import type { XmlElement } from '../xml/xml-element.ts';

const script = /\.[cm]?[jt]sx?$/;

const javaClass = /^[\w$]+(?:\.[\w$]+)+$/;

/** How JUnit's runners name the failure of what comes before or after all tests of a class: by nothing, or by one of these. */
const wholeClass = new Set(['', 'initializationError', 'executionError', 'classMethod']);

/** Reads one <testcase>; `around` are the names of the suites that it stands in, `suiteFile` the file that they name. */
export function junitCase(test: XmlElement, around: string[], suiteFile: string | undefined): ReadTest {
  const name = test.attribute('name') ?? '';
  const className = test.attribute('classname') ?? '';
  // The class name is the more stable half: several runners name the suite after the run, the host or the tool.
  const names = className === '' ? [...around, name] : className === name ? [name] : [className, name];
  const common = {
    names,
    milliseconds: junitTime(test),
    // Vitest has the file in the place of the class.
    file: test.attribute('file') ?? suiteFile ?? (script.test(className) ? className : undefined),
  };
  if (test.has('skipped')) return { ...common, outcome: 'skipped' };
  const [failure] = [...test.children('failure'), ...test.children('error')];
  if (failure === undefined) {
    const flaky = test.has('flakyFailure') || test.has('flakyError');
    return { ...common, outcome: 'passed', ...(flaky && { flaky }) };
  }
  const covers = coveredBy(className, name, failure);
  return { ...common, outcome: 'failed', message: junitMessage(failure), ...(covers && { covers }) };
}

/** How long a test or a suite took; its attribute has seconds, with thousands set apart where Surefire's locale does so. */
export function junitTime(element: XmlElement): number | undefined {
  const time = element.attribute('time')?.replaceAll(',', '');
  return time === undefined || !/^[\d.eE+-]{1,40}$/.test(time) ? undefined : Number(time) * 1000;
}

function coveredBy(className: string, name: string, failure: XmlElement): string[] | undefined {
  // How pytest reports a module that can't be imported, in the place of all its tests.
  if (className === '')
    return failure.attribute('message') === 'collection failure' ? [`${name} > `, `${name}.`] : undefined;
  const isClass = wholeClass.has(name) || (className === name && (javaClass.test(name) || script.test(name)));
  return isClass ? [`${className} > `, `${className}$`] : undefined;
}
