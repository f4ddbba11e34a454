import type { Parser, SyntaxNode } from '@lezer/common';
import { parser as go } from '@lezer/go';
import { parser as java } from '@lezer/java';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';
import { nodesNamed, operands, textOf } from '../assertions/lezer-nodes.ts';

/** The parts of a node that an assertion compares; undefined where it is none. */
type Compared = (node: SyntaxNode, text: string) => SyntaxNode[] | undefined;

const languages: Record<string, { parser: Parser; nodes: string[]; compared: Compared }> = {
  go: { parser: go, nodes: ['IfStatement', 'CallExpr', 'LiteralValue'], compared: inGo },
  java: { parser: java, nodes: ['MethodInvocation'], compared: inJava },
  py: {
    parser: python,
    nodes: ['AssertStatement', 'CallExpression', 'ArrayExpression', 'TupleExpression'],
    compared: inPython,
  },
  rs: { parser: rust, nodes: ['MacroInvocation'], compared: inRust },
};

/** The literals in what the assertions of a Python, Go, Java or Rust file compare, and in the lists of a Python or Go file; undefined for other languages. */
export function expectedInTree(path: string, text: string): string[] | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(path.toLowerCase()) ?? [];
  const language = languages[ending];
  if (language === undefined) return undefined;
  const nodes = nodesNamed(language.parser, text, language.nodes) ?? [];
  const literals: string[] = [];
  let covered = -1;
  for (const node of nodes) {
    if (node.from < covered) continue;
    const parts = language.compared(node, text);
    if (parts === undefined) continue;
    covered = node.to;
    const [head = ''] = textOf(node, text).split('\n', 1);
    const not = /^[\w.\s]*Not[A-Z]\w*\s*\(|!=|\bnot\b/.test(head) ? 'not ' : '';
    for (const part of parts) literals.push(...literalsIn(part, text).map((literal) => not + literal));
  }
  return literals;
}

function inPython(node: SyntaxNode, text: string): SyntaxNode[] | undefined {
  if (/^(?:Array|Tuple)Expression$/.test(node.name)) return [node];
  if (node.name === 'AssertStatement')
    return operands(node)
      .filter(({ name }) => name !== 'assert')
      .slice(0, 1);
  const [callee, list] = operands(node);
  if (callee === undefined || list === undefined) return undefined;
  const [, name = ''] = /(\w+)$/.exec(textOf(callee, text)) ?? [];
  if (!/^assert(?:_|[A-Z])/.test(name)) return undefined;
  const given = operands(list);
  const named = given.findIndex((argument) => argument.nextSibling?.name === 'AssignOp');
  const isOfOne = /^assert(?:True|False|IsNone|IsNotNone)$/.test(name);
  return (named < 0 ? given : given.slice(0, named)).slice(0, isOfOne ? 1 : 2);
}

/** `if got != 4 { t.Errorf(...) }`: what the condition compares; and the values that testify is given. */
function inGo(node: SyntaxNode, text: string): SyntaxNode[] | undefined {
  if (node.name === 'LiteralValue') return [node];
  if (node.name === 'CallExpr') {
    const [callee, list] = operands(node);
    const isTestify = callee !== undefined && /^(?:assert|require)\.[A-Z]/.test(textOf(callee, text));
    return isTestify && list !== undefined ? operands(list).slice(0, 3) : undefined;
  }
  const block = node.getChild('Block');
  if (block === null || !/^\{\s*\w+\.(?:Error|Fatal|Fail)/.test(textOf(block, text))) return undefined;
  return operands(node).filter((part) => part.from < block.from && part.name !== 'if');
}

/** The values of `assertEquals` and the like, and of all that a chain such as `assertThat(x).isEqualTo(y)` is given. */
function inJava(node: SyntaxNode, text: string): SyntaxNode[] | undefined {
  const method = node.getChild('MethodName');
  if (method === null) return undefined;
  if (/\bassertThat\w*\s*\(/.test(textOf(node, text)) && isChainOfAssertThat(node, text)) return argumentsOf(node);
  if (
    !/^assert[A-Z]/.test(textOf(method, text)) ||
    /^assert(?:All|Throws\w*|DoesNotThrow|Timeout\w*)$/.test(textOf(method, text))
  )
    return undefined;
  const list = node.getChild('ArgumentList');
  const given = list === null ? [] : operands(list);
  if (/^assert(?:True|False|Null|NotNull)$/.test(textOf(method, text))) return given.filter((part) => !isText(part));
  // JUnit 4 has the message first and JUnit 5 last. Where it can't be told, all parts count, so that their order is no matter.
  const texts = given.filter((part) => isText(part));
  const isMessage = given.length > 2 && texts.length === 1 && (texts[0] === given[0] || texts[0] === given.at(-1));
  return isMessage ? given.filter((part) => part !== texts[0]) : given;
}

/** What a message looks like: a text, texts put together, or a function that gives one. */
function isText(part: SyntaxNode): boolean {
  if (/^(?:StringLiteral|TextBlock|LambdaExpression)$/.test(part.name)) return true;
  if (part.name !== 'BinaryExpression' || part.getChild('ArithOp') === null) return false;
  return operands(part).some((operand) => isText(operand));
}

function isChainOfAssertThat(node: SyntaxNode, text: string): boolean {
  for (let inner: SyntaxNode | null = node; inner !== null; inner = inner.getChild('MethodInvocation')) {
    const method = inner.getChild('MethodName');
    if (method !== null && textOf(method, text).startsWith('assertThat')) return true;
  }
  return false;
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const lists: SyntaxNode[] = [];
  for (let inner: SyntaxNode | null = node; inner !== null; inner = inner.getChild('MethodInvocation'))
    lists.push(...inner.getChildren('ArgumentList'));
  return lists;
}

function inRust(node: SyntaxNode, text: string): SyntaxNode[] | undefined {
  const [, name = ''] = /^(?:\w+\s*::\s*)*((?:debug_)?assert\w*)\s*!/.exec(textOf(node, text)) ?? [];
  const list = name === '' ? null : node.getChild('ParenthesizedTokens');
  if (list === null) return undefined;
  const wanted = /_(?:eq|ne)$/.test(name) ? 2 : 1;
  const parts: SyntaxNode[] = [];
  let commas = 0;
  for (let child = list.firstChild; child !== null && commas < wanted; child = child.nextSibling) {
    if (textOf(child, text) === ',') commas += 1;
    else parts.push(child);
  }
  return parts;
}

const literal =
  /^(?:String|RawString|StringLiteral|TextBlock|FormatString|Number|Integer|Float|IntegerLiteral|FloatingPointLiteral|Rune|Char|CharacterLiteral)$/;

function literalsIn(part: SyntaxNode, text: string): string[] {
  const found: string[] = [];
  const cursor = part.cursor();
  do {
    if (cursor.from >= part.to && cursor.from !== part.from) break;
    if (literal.test(cursor.name)) found.push(plain(text.slice(cursor.from, cursor.to)));
  } while (cursor.next() && cursor.from < part.to);
  return found;
}

/** Without quotes and prefixes: a literal may be written in several ways. */
function plain(text: string): string {
  const quoted = /^[a-zA-Z]*#*("""|'''|["'`])([\s\S]*?)\1#*$/.exec(text);
  return quoted?.[2] ?? text.replaceAll('_', '').replace(/[lLfFdDuUiIszSZ]\w*$/, '');
}
