import type { Parser, SyntaxNode } from '@lezer/common';

/** What is longer is not parsed: no person's source file is. */
const MAX_LENGTH = 1_000_000;

const identifiers = new Set(['VariableName', 'PropertyName', 'FieldName', 'TypeName', 'Identifier']);
const calls = new Set(['CallExpression', 'CallExpr', 'MethodInvocation']);

/** All nodes of a source with one of the names, in order; undefined when it is too long. The parser makes a tree of broken source, too. */
export function nodesNamed(parser: Parser, text: string, names: string[]): SyntaxNode[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const found: SyntaxNode[] = [];
  parser.parse(text).iterate({
    enter(node) {
      if (names.includes(node.name)) found.push(node.node);
    },
  });
  return found;
}

/** The nodes directly below, without punctuation. */
export function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (/^\w+$/.test(child.name) && child.name !== 'Comment') found.push(child);
  }
  return found;
}

/** Whether all of the expressions are made of literals alone, or the first two are the same and call nothing: then nothing is tested. */
export function proveNothing(expressions: SyntaxNode[], text: string): boolean {
  if (expressions.length === 0) return false;
  if (expressions.every((expression) => !hasAny(expression, identifiers))) return true;
  const [left, right] = expressions;
  if (left === undefined || right === undefined || hasAny(left, calls)) return false;
  return textOf(left, text).replace(/\s+/g, '') === textOf(right, text).replace(/\s+/g, '');
}

export function textOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to);
}

function hasAny(node: SyntaxNode, names: Set<string>): boolean {
  const cursor = node.cursor();
  do {
    if (cursor.from >= node.to && cursor.from !== node.from) return false;
    if (names.has(cursor.name)) return true;
  } while (cursor.next() && cursor.from < node.to);
  return false;
}
