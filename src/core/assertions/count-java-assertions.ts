import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/java';
import type { AssertionCount } from '../../domain/evidence.ts';
import { nodesNamed, operands, proveNothing, textOf } from './lezer-nodes.ts';

/** JUnit, TestNG, AssertJ and Hamcrest: `assertEquals`, `assertThat`, `assertThrows`, `fail`; helpers that are named so, too. */
const assertion = /^(?:assert[A-Z]\w*|fail|verify|verifyNoMoreInteractions)$/;
/** These judge what code does, begin a chain that judges, or only hold others. */
const ofBehaviour = /^(?:assertThrows\w*|assertDoesNotThrow|assertTimeout\w*|assertThat\w*|fail|verify\w*)$/;
const ofOthers = /^assertAll$/;

/**
 * Counts assertion calls in a Java file. `@Test(expected = X.class)` and `thrown.expect(...)` count as one each, as the `assertThrows` that takes
 * their place does.
 */
export function countJavaAssertions(path: string, text: string): AssertionCount | undefined {
  const nodes = nodesNamed(parser, text, ['MethodInvocation', 'Annotation']);
  if (nodes === undefined) return undefined;
  const rules = new Set([...text.matchAll(/\bExpectedException\s+(\w+)\s*=/g)].map(([, name = '']) => name));
  const constants = nodes.flatMap((node) => isConstant(node, text, rules) ?? []);
  return { path, total: constants.length, constant: constants.filter(Boolean).length };
}

/** Whether an assertion can't fail; undefined for what is none. */
function isConstant(node: SyntaxNode, text: string, rules: Set<string>): boolean | undefined {
  if (node.name === 'Annotation')
    return /^@(?:\w+\.)*Test\s*\(.*\bexpected\w*\s*=/s.test(textOf(node, text)) ? false : undefined;
  const method = node.getChild('MethodName');
  if (method === null) return undefined;
  const name = textOf(method, text);
  if (name === 'expect' && rules.has(objectOf(node, text))) return false;
  if (!assertion.test(name) || ofOthers.test(name)) return undefined;
  const list = node.getChild('ArgumentList');
  if (list === null || ofBehaviour.test(name)) return false;
  return proveNothing(values(operands(list)), text);
}

function objectOf(node: SyntaxNode, text: string): string {
  const [first] = operands(node);
  return first?.name === 'Identifier' ? textOf(first, text) : '';
}

/** The values that an assertion compares. A message comes first in JUnit 4, and last in JUnit 5 and TestNG. */
function values(given: SyntaxNode[]): SyntaxNode[] {
  const isText = (node: SyntaxNode | undefined): boolean => node?.name === 'StringLiteral';
  if (given.length === 3 && isText(given[0]) && !isText(given[2])) return given.slice(1);
  if (given.length === 2 && isText(given[0]) && given[1]?.name === 'BooleanLiteral') return given.slice(1);
  return given.slice(0, 2);
}
