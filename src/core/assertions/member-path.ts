import { nodeIn, textIn, unwrap } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** An expression such as `a.b['c']` as ['a', 'b', 'c']; empty for any other form. `this` counts as a name. */
export function memberPath(expression: SyntaxNode | undefined): string[] {
  const names: string[] = [];
  let node = expression;
  for (;;) {
    if (node === undefined) return [];
    node = unwrap(node);
    if (node.type === 'Identifier') return [textIn(node, 'name') ?? '', ...names];
    if (node.type === 'ThisExpression') return ['this', ...names];
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return [];
    const property = nodeIn(node, 'property');
    const name = textIn(property, node['computed'] === true ? 'value' : 'name');
    if (name === undefined) return [];
    names.unshift(name);
    node = nodeIn(node, 'object');
  }
}
