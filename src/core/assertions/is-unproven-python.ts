import type { SyntaxNode } from '@lezer/common';
import { operands, textOf } from './lezer-nodes.ts';

const ends = new Set(['ReturnStatement', 'RaiseStatement', 'ContinueStatement', 'BreakStatement']);
const exits = /^(?:sys\.exit|os\._exit|exit|quit)\(/;
/** These are, or are above, the AssertionError that an assertion raises. */
const catchesAll = /\b(?:AssertionError|Exception|BaseException)\b/;

/** Whether an assertion in Python is never reached, or what it raises is thrown away; the plain cases alone, which honest code does not have. */
export function isUnprovenPython(assertion: SyntaxNode, text: string): boolean {
  for (let node = assertion; node.parent !== null; node = node.parent) {
    const { parent } = node;
    // What a nested function raises goes to its caller; of the code around it, only what comes first decides whether it is made.
    if (isBehindEnd(node, text) || isInDeadBranch(node, text)) return true;
    if (parent.name === 'TryStatement' && isSwallowed(node, parent, text)) return true;
    if (parent.name === 'WithStatement' && node.name === 'Body' && suppresses(parent, text)) return true;
  }
  return false;
}

function isBehindEnd(node: SyntaxNode, text: string): boolean {
  for (let before = node.prevSibling; before !== null; before = before.prevSibling) {
    if (ends.has(before.name) || (before.name === 'ExpressionStatement' && exits.test(textOf(before, text))))
      return true;
  }
  return false;
}

/** The block right behind `if False`, `if 0`, `while False`. */
function isInDeadBranch(node: SyntaxNode, text: string): boolean {
  const condition = node.name === 'Body' ? node.prevSibling : null;
  const keyword = condition?.prevSibling?.name;
  if (condition === null || (keyword !== 'if' && keyword !== 'while' && keyword !== 'elif')) return false;
  return /^(?:False|0|None|""|'')$/.test(textOf(condition, text));
}

/** The block of a `try` with a handler that takes the error and does nothing. */
function isSwallowed(block: SyntaxNode, statement: SyntaxNode, text: string): boolean {
  const [, first] = operands(statement);
  if (first === undefined || first.from !== block.from) return false;
  let caught = '';
  let isHandler = false;
  for (let child = block.nextSibling; child !== null; child = child.nextSibling) {
    if (child.name === 'except') [caught, isHandler] = ['', true];
    else if (child.name === 'else' || child.name === 'finally') isHandler = false;
    else if (child.name !== 'Body') caught += textOf(child, text);
    else if (isHandler && (caught === '' || catchesAll.test(caught))) return doesNothing(child, text);
  }
  return false;
}

function doesNothing(body: SyntaxNode, text: string): boolean {
  return operands(body).every((statement) => {
    const words = textOf(statement, text).trim();
    return statement.name === 'PassStatement' || /^(?:\.\.\.$|return$|continue$|print\()/.test(words);
  });
}

/** `with contextlib.suppress(AssertionError):` */
function suppresses(statement: SyntaxNode, text: string): boolean {
  return operands(statement).some(
    (child) =>
      child.name === 'CallExpression' &&
      /^(?:contextlib\.)?suppress\(/.test(textOf(child, text)) &&
      catchesAll.test(textOf(child, text)),
  );
}
