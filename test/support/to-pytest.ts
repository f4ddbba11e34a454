import { callArguments } from './call-arguments.ts';

const assertions: Record<string, (first: string, second: string) => string> = {
  assertEqual: (first, second) => `${first} == ${second}`,
  assertNotEqual: (first, second) => `${first} != ${second}`,
  assertIn: (first, second) => `${first} in ${second}`,
  assertNotIn: (first, second) => `${first} not in ${second}`,
  assertIs: (first, second) => `${first} is ${second}`,
  assertIsNone: (first) => `${first} is None`,
  assertIsInstance: (first, second) => `isinstance(${first}, ${second})`,
  assertTrue: (first) => first,
};

/** What a person would make of a file with tests of unittest: the same ones as plain pytest. Covers what cachetools uses, and no more. */
export function toPytest(content: string): string {
  const body = content
    .replace(/^( *)self\.(assert\w+)\(.*\)(?=(?: *#.*)?$)/gm, (line, indent: string, name: string) => {
      const [first = '', second = ''] = callArguments(line, line.indexOf('(') + 1).list;
      const assertion = assertions[name];
      return assertion === undefined ? line : `${indent}assert ${assertion(first, second)}`;
    })
    .replaceAll('self.assertRaises(', 'pytest.raises(')
    .replace(/\(unittest\.TestCase(?:, (\w+))?\):/g, (_, mixin?: string) => (mixin === undefined ? ':' : `(${mixin}):`))
    .replace(/^import unittest\n/m, '')
    .replace(/^\n+/, '');
  if (!body.includes('pytest.')) return body;
  const first = body.search(/^(?:from|class|import) /m);
  const standard = /(?:^import \w+\n)+\n/m.exec(body);
  const at = standard === null ? first : standard.index + standard[0].length;
  return `${body.slice(0, at)}import pytest\n\n${body.slice(at)}`;
}
