import { nodeIn, nodesIn, textIn, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

const LITERALS = new Set([
  'StringLiteral',
  'NumericLiteral',
  'BigIntLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'RegExpLiteral',
]);
const OPERATORS = new Set([
  'UnaryExpression',
  'BinaryExpression',
  'LogicalExpression',
  'ConditionalExpression',
  'SequenceExpression',
  'TemplateLiteral',
  'ArrayExpression',
  'SpreadElement',
  'ObjectExpression',
  'ObjectProperty',
]);
const CONSTANT_NAMES = new Set(['undefined', 'NaN', 'Infinity']);
const CONVERSIONS = new Set(['Boolean', 'Number', 'String']);

/**
 * True for an expression of literals alone. A property of a literal is none: `{}.polluted` is how tests look for a polluted prototype.
 */
export function isConstant(expression: SyntaxNode): boolean {
  const node = unwrap(expression);
  if (LITERALS.has(node.type)) return true;
  if (node.type === 'Identifier') return CONSTANT_NAMES.has(textIn(node, 'name') ?? '');
  if (node.type === 'CallExpression') {
    return (
      CONVERSIONS.has(textIn(nodeIn(node, 'callee'), 'name') ?? '') && nodesIn(node, 'arguments').every(isConstant)
    );
  }
  if (!OPERATORS.has(node.type)) return false;
  return operands(node).every(isConstant);
}

function operands(node: SyntaxNode): SyntaxNode[] {
  const single = ['argument', 'left', 'right', 'test', 'consequent', 'alternate', 'value'].flatMap(
    (field) => nodeIn(node, field) ?? [],
  );
  const key = node.type === 'ObjectProperty' && node['computed'] === true ? nodeIn(node, 'key') : undefined;
  return [
    ...single,
    ...(key === undefined ? [] : [key]),
    ...['expressions', 'elements', 'properties'].flatMap((field) => nodesIn(node, field)),
  ];
}

const ALWAYS_TRUE = new Set([
  'ArrayExpression',
  'ObjectExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'RegExpLiteral',
]);

/** True when the expression's truth is known without running it: literals, `true || x`, `x || true`, `!!1`, `{}`. */
export function isTruthKnown(expression: SyntaxNode): boolean {
  return isConstant(expression) || knownTruth(expression) !== undefined;
}

/** What an expression's truth is, where that is known without running it. */
export function knownTruth(expression: SyntaxNode): boolean | undefined {
  const node = unwrap(expression);
  if (ALWAYS_TRUE.has(node.type)) return true;
  if (node.type === 'UnaryExpression' && node['operator'] === '!') return negate(truthIn(node, 'argument'));
  if (node.type === 'LogicalExpression')
    return logical(textIn(node, 'operator'), truthIn(node, 'left'), truthIn(node, 'right'));
  if (node.type === 'AssignmentExpression' && node['operator'] === '=') return truthIn(node, 'right');
  if (node.type === 'ConditionalExpression') {
    const consequent = truthIn(node, 'consequent');
    return consequent === truthIn(node, 'alternate') ? consequent : undefined;
  }
  if (node.type === 'NullLiteral') return false;
  if (node.type === 'Identifier') return ['undefined', 'NaN'].includes(textIn(node, 'name') ?? '') ? false : undefined;
  return LITERALS.has(node.type) ? Boolean(node['value']) : undefined;
}

function truthIn(node: SyntaxNode, field: string): boolean | undefined {
  const inner = nodeIn(node, field);
  return inner === undefined ? undefined : knownTruth(inner);
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function logical(
  operator: string | undefined,
  left: boolean | undefined,
  right: boolean | undefined,
): boolean | undefined {
  if (operator === '||') return left === true || right === true ? true : left === false ? right : undefined;
  if (operator === '&&') return left === false || right === false ? false : left === true ? right : undefined;
  return undefined;
}
