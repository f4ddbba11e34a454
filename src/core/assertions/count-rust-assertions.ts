import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/rust';
import type { AssertionCount } from '../../domain/evidence.ts';
import { nodesNamed, textOf } from './lezer-nodes.ts';

const assertion = /^(?:debug_)?assert(?:_\w+)?$/;

/** Counts `assert!`, `assert_eq!` and what other crates name so, and `#[should_panic]`, in a Rust file. */
export function countRustAssertions(path: string, text: string): AssertionCount | undefined {
  const nodes = nodesNamed(parser, text, ['MacroInvocation', 'Attribute']);
  if (nodes === undefined) return undefined;
  const constants = nodes.flatMap((node) => isConstant(node, text) ?? []);
  return { path, total: constants.length, constant: constants.filter(Boolean).length };
}

/** Whether an assertion can't fail; undefined for what is none. */
function isConstant(node: SyntaxNode, text: string): boolean | undefined {
  if (node.name === 'Attribute') return /^#\[\s*should_panic\b/.test(textOf(node, text)) ? false : undefined;
  const [, name = ''] = /^(?:\w+\s*::\s*)*(\w+)\s*!/.exec(textOf(node, text)) ?? [];
  if (!assertion.test(name)) return undefined;
  const list = node.getChild('ParenthesizedTokens');
  if (list === null) return false;
  const [left, right] = splitAtCommas(list, text);
  if (left === undefined) return false;
  const isOfTwo = /_(?:eq|ne)$/.test(name);
  const compared = isOfTwo ? [left, right ?? []] : [left];
  if (compared.every((tokens) => tokens.every((token) => !isName(token, text)))) return true;
  return name.endsWith('_eq') && !left.some(isCall) && wordsOf(left, text) === wordsOf(right ?? [], text);
}

/** A macro's arguments are no expressions to the parser, only tokens. */
function splitAtCommas(list: SyntaxNode, text: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (let child = list.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === '(' || child.name === ')') continue;
    if (textOf(child, text) === ',') parts.push([]);
    else parts.at(-1)?.push(child);
  }
  return parts.filter((part) => part.length > 0);
}

function isName(token: SyntaxNode, text: string): boolean {
  if (/Identifier|^self$/.test(token.name)) return !/^(?:true|false)$/.test(textOf(token, text));
  for (let child = token.firstChild; child !== null; child = child.nextSibling) if (isName(child, text)) return true;
  return false;
}

function isCall(token: SyntaxNode): boolean {
  return token.name === 'ParenthesizedTokens';
}

function wordsOf(tokens: SyntaxNode[], text: string): string {
  return tokens.map((token) => textOf(token, text).replace(/\s+/g, '')).join(' ');
}
