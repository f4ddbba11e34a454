import { isConstant, isTruthKnown } from './constant-expression.ts';
import { memberPath } from './member-path.ts';
import { isSameExpression } from './same-expression.ts';
import { nodeIn, nodesIn, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

type Ancestors = { node: SyntaxNode; above: Ancestors } | undefined;

/**
 * For an `expect(subject)` call with something behind it: whether the chain can't fail. Undefined when the call is no such chain; then it is
 * no assertion. Chai's chains may end without a call (`expect(x).to.be.true`).
 */
export function expectation(call: SyntaxNode, ancestors: Ancestors): boolean | undefined {
  const path = memberPath(nodeIn(call, 'callee')).join('.');
  if (path !== 'expect' && path !== 'expect.soft' && path !== 't.expect') return undefined;
  const { isChain, isNegative, given } = chainAbove(call, ancestors);
  if (!isChain) return undefined;
  const [subject] = nodesIn(call, 'arguments');
  if (subject === undefined) return false;
  if (given.length === 0) return isTruthKnown(subject) && !/^(?:Arrow)?FunctionExpression$/.test(unwrap(subject).type);
  const [expected] = given;
  if (isConstant(subject) && given.every(isConstant)) return true;
  return !isNegative && given.length === 1 && expected !== undefined && isSameExpression(subject, expected);
}

function chainAbove(
  call: SyntaxNode,
  ancestors: Ancestors,
): { isChain: boolean; isNegative: boolean; given: SyntaxNode[] } {
  let isChain = false;
  let isNegative = false;
  const given: SyntaxNode[] = [];
  let inner = call;
  for (let above = ancestors; above !== undefined; above = above.above) {
    const { node } = above;
    const continues =
      nodeIn(node, 'object') === inner || nodeIn(node, 'callee') === inner || nodeIn(node, 'expression') === inner;
    if (!continues || node.type === 'ExpressionStatement') break;
    if (nodeIn(node, 'object') === inner) {
      isChain = true;
      if (nodeIn(node, 'property')?.['name'] === 'not') isNegative = true;
    }
    if (nodeIn(node, 'callee') === inner) for (const argument of nodesIn(node, 'arguments')) given.push(argument);
    inner = node;
  }
  return { isChain, isNegative, given };
}
