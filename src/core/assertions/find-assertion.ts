import { assertionShape } from './assertion-names.ts';
import type { AssertionShape } from './assertion-names.ts';
import type { AssertionBindings } from './assertion-bindings.ts';
import { memberPath } from './member-path.ts';
import { nodeIn } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** An assertion call: what it looks at, and whether it demands that values differ. */
export type FoundAssertion = { shape: AssertionShape; negative: boolean };

const NOT_METHODS = new Set(['strict', 'AssertionError', 'CallTracker', 'Assert']);

/** Says whether a call is an assertion: `assert(x)`, `assert.equal(a, b)`, `t.equal(a, b)`, `t.assert.equal(a, b)`, an imported `equal(a, b)`. */
export function findAssertion(call: SyntaxNode, bindings: AssertionBindings): FoundAssertion | undefined {
  const [root, ...rest] = memberPath(nodeIn(call, 'callee'));
  if (root === undefined) return undefined;
  const method = rest.at(-1);
  if (method === undefined) return bare(root, bindings);
  const isObject = bindings.objects.has(root) || rest.slice(0, -1).includes('assert');
  if (isObject) return NOT_METHODS.has(method) ? undefined : found(method, assertionShape(method) ?? 'two');
  const shape = assertionShape(method);
  return rest.length === 1 && bindings.contexts.has(root) && shape !== undefined ? found(method, shape) : undefined;
}

function bare(name: string, bindings: AssertionBindings): FoundAssertion | undefined {
  const imported = bindings.functions.get(name);
  if (imported !== undefined) return found(imported, assertionShape(imported) ?? 'two');
  return bindings.objects.has(name) ? found(name, 'one') : undefined;
}

function found(name: string, shape: AssertionShape): FoundAssertion {
  return { shape, negative: /^(?:not|isNot|isIn(?:equal|equivalent)|doesNot|strictNot)/.test(name) };
}
