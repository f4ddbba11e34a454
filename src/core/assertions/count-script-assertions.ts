import type { AssertionCount } from '../../domain/evidence.ts';
import { assertionBindings } from './assertion-bindings.ts';
import type { AssertionBindings } from './assertion-bindings.ts';
import { expectation } from './expectation.ts';
import { findAssertion } from './find-assertion.ts';
import { memberPath } from './member-path.ts';
import { parseScript } from './parse-script.ts';
import { provesNothing } from './proves-nothing.ts';
import { reachOfChildren } from './reach.ts';
import type { Reach } from './reach.ts';
import { nodeIn, nodesIn } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { isFocusedTest } from './test-calls.ts';

/**
 * Counts the assertion calls in a JavaScript or TypeScript file, by its syntax tree: `assert.*()` and `assert()`, what a file takes out
 * of an assertion module, the known assertions of a test context (`t.equal()`), and `expect().matcher()` chains, one each. `constant` counts those
 * that can't fail, are never reached, or whose failure is thrown away; `focused` the tests that keep others from running. Undefined for files in other
 * languages, and for files that can't be parsed.
 */
export function countScriptAssertions(path: string, text: string): AssertionCount | undefined {
  const file = parseScript(path, text);
  if (file === undefined) return undefined;
  const bindings = assertionBindings(file);
  const count = { path, total: 0, constant: 0, focused: 0 };
  // The ancestors tell where a chain such as expect(x).not.toBe(y) ends.
  const pending: Visit[] = [{ node: file, ancestors: undefined, reach: { dead: false, swallowed: false } }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, ancestors, reach } = next;
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      const isConstant = judgeCall(next, bindings);
      if (isConstant !== undefined) {
        count.total += 1;
        if (isConstant) count.constant += 1;
      }
      if (isFocusedTest(node)) count.focused += 1;
    }
    for (const inner of reachOfChildren(node, reach))
      pending.push({ node: inner.child, ancestors: { node, above: ancestors }, reach: inner.reach });
  }
  const { focused, ...counts } = count;
  return focused === 0 ? counts : { ...counts, focused };
}

type Visit = { node: SyntaxNode; ancestors: Ancestors; reach: Reach };

/** Whether an assertion proves nothing; undefined for a call that is none. */
function judgeCall({ node, ancestors, reach }: Visit, bindings: AssertionBindings): boolean | undefined {
  const assertion = findAssertion(node, bindings);
  const isConstant =
    assertion === undefined ? expectation(node, ancestors) : provesNothing(assertion, nodesIn(node, 'arguments'));
  if (isConstant === undefined) return undefined;
  return isConstant || reach.dead || (reach.swallowed && throws(node, bindings));
}

/** The assertions of a test context report by themselves (tape, tap, QUnit): what they find is not lost in a `catch`. */
function throws(call: SyntaxNode, bindings: AssertionBindings): boolean {
  const [root = '', next] = memberPath(nodeIn(call, 'callee'));
  return next === 'assert' || !bindings.contexts.has(root);
}

/** A node's ancestors, from the inside out, as a linked list: paths share their upper parts. */
type Ancestors = { node: SyntaxNode; above: Ancestors } | undefined;
