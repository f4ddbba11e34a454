import { memberPath } from './member-path.ts';
import { nodeIn, nodesIn, textIn } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** What mocha, Jest, vitest, Jasmine, tape, tap, ava, QUnit and node:test call tests and groups of them. */
const TESTS = new Set(
  'test it specify tape tap describe suite context group fit fdescribe fcontext iit ddescribe xit xtest xdescribe t QUnit'.split(
    ' ',
  ),
);
const FOCUSED = new Set(['fit', 'fdescribe', 'fcontext', 'iit', 'ddescribe']);

/** Whether a call declares a test or a group of tests: `it('name', () => {})`, `test.each(table)('name', () => {})`. */
export function isTestCall(call: SyntaxNode): boolean {
  return TESTS.has(calledPath(call)[0] ?? '') && nodesIn(call, 'arguments').some(isFunction);
}

/**
 * Whether a call declares a test that keeps the others of its file from running: `it.only`, `fdescribe`, `test('name', { only: true }, fn)`. By the
 * name and a function among the arguments, since every runner's test function can be given any name.
 */
export function isFocusedTest(call: SyntaxNode): boolean {
  const given = nodesIn(call, 'arguments');
  if (!given.some(isFunction)) return false;
  const [root = '', ...rest] = calledPath(call);
  if (FOCUSED.has(root) || rest.includes('only')) return true;
  return TESTS.has(root) && given.some((argument) => nodesIn(argument, 'properties').some(isOnly));
}

/** The names of what is called; of `test.only.each(table)` in `test.only.each(table)('name', fn)`. */
function calledPath(call: SyntaxNode): string[] {
  const callee = nodeIn(call, 'callee');
  const inner = callee && (nodeIn(callee, 'callee') ?? nodeIn(callee, 'tag'));
  return memberPath(inner ?? callee);
}

function isFunction({ type }: SyntaxNode): boolean {
  return type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

function isOnly(property: SyntaxNode): boolean {
  const key = nodeIn(property, 'key');
  return (textIn(key, 'name') ?? textIn(key, 'value')) === 'only' && nodeIn(property, 'value')?.['value'] === true;
}
