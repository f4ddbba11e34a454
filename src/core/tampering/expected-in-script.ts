import { assertionBindings } from '../assertions/assertion-bindings.ts';
import { findAssertion } from '../assertions/find-assertion.ts';
import { memberPath } from '../assertions/member-path.ts';
import { parseScript } from '../assertions/parse-script.ts';
import { templateText } from '../assertions/template-text.ts';
import { childrenOf, nodeIn, nodesIn, textIn, unwrap } from '../assertions/syntax-node.ts';
import type { SyntaxNode } from '../assertions/syntax-node.ts';

/** Something whose literals count; `negative` where an assertion demands that it is not so. */
type Part = { node: SyntaxNode; negative: boolean };

/**
 * The literals in what the assertions of a JavaScript or TypeScript file compare, and in its lists, which hold the cases of tests; none for files
 * that can't be parsed. A literal that must not be met begins with 'not '.
 */
export function expectedInScript(path: string, text: string): string[] {
  const file = parseScript(path, text);
  if (file === undefined) return [];
  const bindings = assertionBindings(file);
  const literals: string[] = [];
  const pending = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const parts = partsOf(node, bindings);
    for (const part of parts ?? []) literals.push(...literalsIn(part));
    if (parts === undefined) for (const child of childrenOf(node)) pending.push(child);
  }
  return literals;
}

function partsOf(node: SyntaxNode, bindings: Parameters<typeof findAssertion>[1]): Part[] | undefined {
  if (node.type === 'ArrayExpression') return [{ node, negative: false }];
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const assertion = findAssertion(node, bindings);
  if (assertion === undefined) return isExpectation(node) ? ofExpectation(node) : undefined;
  return compared(assertion.shape, nodesIn(node, 'arguments')).map((part) => ({
    node: part,
    negative: assertion.negative,
  }));
}

function compared(shape: string, given: SyntaxNode[]): SyntaxNode[] {
  if (shape === 'pass' || shape === 'fail') return [];
  if (shape === 'one') return given.slice(0, 1);
  const [first, second] = given;
  // `throws(fn, 'text')`: the text is the assertion's message.
  if (shape === 'code' && second !== undefined && textIn(unwrap(second), 'value') !== undefined)
    return first ? [first] : [];
  return given.slice(0, 2);
}

/** `expect(x).not.toBe(y)`: a call whose object, further inside, is a call of `expect`. */
function isExpectation(call: SyntaxNode): boolean {
  let node = nodeIn(call, 'callee');
  for (; node !== undefined; node = nodeIn(node, 'object') ?? nodeIn(node, 'callee')) {
    const isCall = node.type === 'CallExpression';
    if (isCall && /^(?:t\.)?expect(?:\.soft)?$/.test(memberPath(nodeIn(node, 'callee')).join('.'))) return true;
  }
  return false;
}

/** The subject and what the matchers are given; a second argument of `expect` is a message. */
function ofExpectation(call: SyntaxNode): Part[] {
  const nodes: SyntaxNode[] = [];
  let negative = false;
  let node: SyntaxNode | undefined = call;
  while (node !== undefined) {
    if (node.type === 'CallExpression') {
      const given = nodesIn(node, 'arguments');
      const callee: SyntaxNode | undefined = nodeIn(node, 'callee');
      nodes.push(...(memberPath(callee).length > 0 ? given.slice(0, 1) : given));
      node = callee;
      continue;
    }
    if (textIn(nodeIn(node, 'property'), 'name') === 'not') negative = true;
    node = nodeIn(node, 'object');
  }
  return nodes.map((part) => ({ node: part, negative }));
}

function literalsIn(part: Part): string[] {
  const literals: string[] = [];
  const pending = [part];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, negative } = next;
    const literal = literalOf(node);
    if (literal !== undefined) literals.push(negative ? `not ${literal}` : literal);
    else for (const child of childrenOf(node)) pending.push({ node: child, negative: negative !== turns(node) });
  }
  return literals;
}

/** `a !== b` and `!a` demand the contrary. */
function turns(node: SyntaxNode): boolean {
  const operator = textIn(node, 'operator');
  return operator === '!=' || operator === '!==' || operator === '!';
}

function literalOf(node: SyntaxNode): string | undefined {
  if (node.type === 'StringLiteral') return textIn(node, 'value');
  if (node.type === 'RegExpLiteral') return textIn(node, 'pattern');
  if (node.type === 'NumericLiteral') return String(node['value']);
  if (node.type === 'BigIntLiteral') return textIn(node, 'value');
  if (node.type === 'TemplateElement') return templateText(node);
  if (node.type !== 'UnaryExpression' || node['operator'] !== '-') return undefined;
  const inner = nodeIn(node, 'argument');
  return inner?.type === 'NumericLiteral' ? `-${String(inner['value'])}` : undefined;
}
