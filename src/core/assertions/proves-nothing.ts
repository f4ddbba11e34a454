import { isConstant, isTruthKnown } from './constant-expression.ts';
import type { FoundAssertion } from './find-assertion.ts';
import { isSameExpression } from './same-expression.ts';
import { nodeIn, nodesIn, textIn, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** True when an assertion can't fail, whatever the tested code does: it compares constants alone, or one expression with itself. */
export function provesNothing({ shape, negative }: FoundAssertion, given: SyntaxNode[]): boolean {
  if (shape === 'pass') return true;
  const [first, second] = given;
  if (shape === 'fail' || first === undefined) return false;
  if (shape === 'one') return isTruthKnown(first);
  if (shape === 'code') return isIdle(first);
  if (second === undefined) return isConstant(first);
  // `notEqual(x, x)` is the test for NaN.
  return (isConstant(first) && isConstant(second)) || (!negative && isSameExpression(first, second));
}

const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError']);

/** A function that runs nothing of the tested code: it is empty, returns a constant, or throws an error of its own. */
function isIdle(expression: SyntaxNode): boolean {
  const node = unwrap(expression);
  if (!/^(?:Arrow)?FunctionExpression$/.test(node.type)) return isConstant(node);
  const body = nodeIn(node, 'body');
  if (body === undefined) return false;
  if (body.type !== 'BlockStatement') return isConstant(body);
  return nodesIn(body, 'body').every((statement) => {
    const value = nodeIn(statement, 'argument') ?? nodeIn(statement, 'expression');
    if (value === undefined) return statement.type === 'ReturnStatement' || statement.type === 'EmptyStatement';
    return isConstant(value) || (statement.type === 'ThrowStatement' && isPlainError(value));
  });
}

function isPlainError(value: SyntaxNode): boolean {
  return (
    value.type === 'NewExpression' &&
    ERRORS.has(textIn(nodeIn(value, 'callee'), 'name') ?? '') &&
    nodesIn(value, 'arguments').every(isConstant)
  );
}
