import type { SyntaxNode } from '@lezer/common';
import { textOf } from './lezer-nodes.ts';

const ends = /^(?:return\b|panic\(|os\.Exit\()/;

/** Whether an assertion in Go is never reached: behind a `return`, a `panic` or `os.Exit`, or under `if false`. */
export function isDeadGo(assertion: SyntaxNode, text: string): boolean {
  for (let node = assertion; node.parent !== null; node = node.parent) {
    const condition = node.name === 'Block' ? node.prevSibling : null;
    if (condition !== null && condition.prevSibling?.name === 'if' && textOf(condition, text) === 'false') return true;
    if (isBehindEnd(node, text)) return true;
  }
  return false;
}

function isBehindEnd(node: SyntaxNode, text: string): boolean {
  for (let before = node.prevSibling; before !== null; before = before.prevSibling) {
    // The next case of a `switch` begins anew; a label may be jumped to.
    if (before.name === 'Case' || before.name === 'LabeledStatement') return false;
    if ((before.name === 'ReturnStatement' || before.name === 'ExprStatement') && ends.test(textOf(before, text)))
      return true;
  }
  return false;
}
