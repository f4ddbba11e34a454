import { knownTruth } from './constant-expression.ts';
import { memberPath } from './member-path.ts';
import { childrenOf, nodeIn, nodesIn, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { isTestCall } from './test-calls.ts';

/** Whether code is never run, and whether what it throws is thrown away; the plain rules alone, which honest code does not break. */
export type Reach = { dead: boolean; swallowed: boolean };

/** The children of a node with their reach. */
export function reachOfChildren(node: SyntaxNode, reach: Reach): { child: SyntaxNode; reach: Reach }[] {
  // What a test's function throws goes to the runner, whatever is around the call that declares the test.
  const own =
    reach.swallowed && node.type === 'CallExpression' && isTestCall(node) ? { ...reach, swallowed: false } : reach;
  const dead = deadChildren(node);
  const swallowed = swallowedChildren(node);
  return childrenOf(node).map((child) => ({
    child,
    reach:
      dead.has(child) || swallowed.has(child)
        ? { dead: own.dead || dead.has(child), swallowed: own.swallowed || swallowed.has(child) }
        : own,
  }));
}

/** What stands behind a `return`, a `throw` or `process.exit()`, and under `if (false)`. */
function deadChildren(node: SyntaxNode): Set<SyntaxNode> {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
    const test = nodeIn(node, 'test');
    const truth = test === undefined ? undefined : knownTruth(test);
    const never = truth === undefined ? undefined : nodeIn(node, truth ? 'alternate' : 'consequent');
    return new Set(never === undefined ? [] : [never]);
  }
  const statements = [...nodesIn(node, 'body'), ...(node.type === 'SwitchCase' ? nodesIn(node, 'consequent') : [])];
  const end = statements.findIndex(endsBlock);
  if (end < 0) return new Set();
  // A declared function is there from the block's beginning.
  return new Set(statements.slice(end + 1).filter(({ type }) => type !== 'FunctionDeclaration'));
}

function endsBlock(statement: SyntaxNode): boolean {
  if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return true;
  const call = statement.type === 'ExpressionStatement' ? nodeIn(statement, 'expression') : undefined;
  return call !== undefined && memberPath(nodeIn(call, 'callee')).join('.') === 'process.exit';
}

/** The block of a `try` whose `catch` does nothing, and what `.catch(() => {})` is called on. */
function swallowedChildren(node: SyntaxNode): Set<SyntaxNode> {
  if (node.type === 'TryStatement') {
    const handler = nodeIn(node, 'handler');
    const body = handler && nodeIn(handler, 'body');
    const block = nodeIn(node, 'block');
    return new Set(block !== undefined && body !== undefined && doesNothing(body) ? [block] : []);
  }
  if (node.type !== 'CallExpression') return new Set();
  const callee = nodeIn(node, 'callee');
  const [handler] = nodesIn(node, 'arguments');
  const body = handler && handler.type.endsWith('FunctionExpression') ? nodeIn(handler, 'body') : undefined;
  const isCatch = callee !== undefined && nodeIn(callee, 'property')?.['name'] === 'catch';
  return new Set(isCatch && body?.type === 'BlockStatement' && doesNothing(body) ? [callee] : []);
}

/** Nothing, or nothing but a message, or a bare `return`. */
function doesNothing(block: SyntaxNode): boolean {
  return nodesIn(block, 'body').every((statement) => {
    if (statement.type === 'EmptyStatement') return true;
    if (statement.type === 'ReturnStatement') return nodeIn(statement, 'argument') === undefined;
    const call = statement.type === 'ExpressionStatement' ? nodeIn(statement, 'expression') : undefined;
    return call !== undefined && memberPath(nodeIn(unwrap(call), 'callee'))[0] === 'console';
  });
}
