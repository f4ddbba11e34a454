import type { AssertionCount } from '../../domain/evidence.ts';
import { assertionBindings } from './assertion-bindings.ts';
import { expectation } from './expectation.ts';
import { findAssertion } from './find-assertion.ts';
import { parseScript } from './parse-script.ts';
import { provesNothing } from './proves-nothing.ts';
import { childrenOf, nodesIn } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/**
 * Counts the assertion calls in a JavaScript or TypeScript file, by its syntax tree: `assert.*()` and `assert()`, what a file takes out
 * of an assertion module, the known assertions of a test context (`t.equal()`), and `expect().matcher()` chains, one each. `constant` counts those
 * that can't fail. Undefined for files in other languages, and for files that can't be parsed.
 */
export function countScriptAssertions(path: string, text: string): AssertionCount | undefined {
  const file = parseScript(path, text);
  if (file === undefined) return undefined;
  const bindings = assertionBindings(file);
  const count: AssertionCount = { path, total: 0, constant: 0 };
  // The ancestors tell where a chain such as expect(x).not.toBe(y) ends.
  const pending: { node: SyntaxNode; ancestors: Ancestors }[] = [{ node: file, ancestors: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, ancestors } = next;
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      const assertion = findAssertion(node, bindings);
      const isConstant =
        assertion === undefined ? expectation(node, ancestors) : provesNothing(assertion, nodesIn(node, 'arguments'));
      if (isConstant !== undefined) {
        count.total += 1;
        if (isConstant) count.constant += 1;
      }
    }
    for (const child of childrenOf(node)) pending.push({ node: child, ancestors: { node, above: ancestors } });
  }
  return count;
}

/** A node's ancestors, from the inside out, as a linked list: paths share their upper parts. */
type Ancestors = { node: SyntaxNode; above: Ancestors } | undefined;
