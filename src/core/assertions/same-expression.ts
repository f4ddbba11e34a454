import { childrenOf, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

const RUNS_SOMETHING = new Set([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
  'AwaitExpression',
  'YieldExpression',
  'UpdateExpression',
  'AssignmentExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'JSXElement',
]);

/** True when both expressions read the same thing, so that comparing them proves nothing. What runs code may differ each time. */
export function isSameExpression(left: SyntaxNode, right: SyntaxNode): boolean {
  return !runsSomething(left) && equal(unwrap(left), unwrap(right));
}

function runsSomething(node: SyntaxNode): boolean {
  return RUNS_SOMETHING.has(node.type) || childrenOf(node).some(runsSomething);
}

const POSITIONS = new Set([
  'start',
  'end',
  'loc',
  'extra',
  'range',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

function equal(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const fields = Object.keys(left).filter((field) => !POSITIONS.has(field));
  const others = Object.keys(right).filter((field) => !POSITIONS.has(field));
  return (
    fields.length === others.length &&
    fields.every((field) => equal(Reflect.get(left, field), Reflect.get(right, field)))
  );
}
