/** A node of the syntax tree, as far as counting assertions needs it. */
export type SyntaxNode = { type: string; [key: string]: unknown };

export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The value of a field when it is a node. */
export function nodeIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isSyntaxNode(value) ? value : undefined;
}

/** The nodes of a field that holds a list; holes (as in `[, 1]`) are left out. */
export function nodesIn(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isSyntaxNode) : [];
}

/** The value of a field when it is text. */
export function textIn(node: SyntaxNode | undefined, field: string): string | undefined {
  const value = node?.[field];
  return typeof value === 'string' ? value : undefined;
}

const NO_CHILDREN = new Set([
  'loc',
  'extra',
  'errors',
  'tokens',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'comments',
]);

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.entries(node).flatMap(([field, value]) => {
    if (NO_CHILDREN.has(field)) return [];
    return Array.isArray(value) ? value.filter(isSyntaxNode) : isSyntaxNode(value) ? [value] : [];
  });
}

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TypeCastExpression',
  'ParenthesizedExpression',
  'ChainExpression',
]);

/** The expression without type casts and brackets, which change nothing of its value. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  for (;;) {
    const next = WRAPPERS.has(inner.type) ? nodeIn(inner, 'expression') : undefined;
    if (next === undefined) return inner;
    inner = next;
  }
}
