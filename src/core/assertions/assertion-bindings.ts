import { memberPath } from './member-path.ts';
import { childrenOf, nodeIn, nodesIn, textIn } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** The names that assertions go by in one file. */
export type AssertionBindings = {
  /** Objects whose every method asserts, and that may be called themselves: `assert`, and what a file calls that module. */
  objects: Set<string>;
  /** Test contexts, whose methods assert when their name is known: `t`, and the first parameter of test functions. */
  contexts: Set<string>;
  /** Functions that were taken out of an assertion module, by their local name, with the name that they have there. */
  functions: Map<string, string>;
};

const MODULES = /^(?:(?:node:)?assert(?:\/strict)?|chai|power-assert|uvu\/assert)$/;
const NOT_ASSERTIONS = new Set([
  'AssertionError',
  'CallTracker',
  'Assert',
  'expect',
  'should',
  'use',
  'util',
  'config',
]);

/** Collects the names of a whole file; scopes are not told apart, since a name that means two things in one test file is rare. */
export function assertionBindings(file: SyntaxNode): AssertionBindings {
  const bindings: AssertionBindings = {
    objects: new Set(['assert']),
    contexts: new Set(['t', 'st', 'tt']),
    functions: new Map(),
  };
  const pending = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'ImportDeclaration') fromImport(node, bindings);
    else if (node.type === 'VariableDeclarator') fromDeclarator(node, bindings);
    else if (node.type === 'CallExpression') fromTestCall(node, bindings);
    for (const child of childrenOf(node)) pending.push(child);
  }
  return bindings;
}

function fromImport(node: SyntaxNode, bindings: AssertionBindings): void {
  if (!MODULES.test(textIn(nodeIn(node, 'source'), 'value') ?? '')) return;
  for (const specifier of nodesIn(node, 'specifiers')) {
    const imported = nodeIn(specifier, 'imported');
    bind(
      textIn(nodeIn(specifier, 'local'), 'name'),
      imported === undefined ? undefined : (textIn(imported, 'name') ?? textIn(imported, 'value')),
      bindings,
    );
  }
}

/** `const assert = require('assert')`, `.strict` of it, `const { equal } = require('assert')` and `const equal = assert.equal`. */
function fromDeclarator(node: SyntaxNode, bindings: AssertionBindings): void {
  const target = nodeIn(node, 'id');
  const source = nodeIn(node, 'init');
  if (target === undefined || source === undefined) return;
  if (isAssertionSource(source, bindings)) {
    if (target.type === 'Identifier') bind(textIn(target, 'name'), undefined, bindings);
    for (const property of nodesIn(target, 'properties')) {
      bind(textIn(nodeIn(property, 'value'), 'name'), textIn(nodeIn(property, 'key'), 'name'), bindings);
    }
    return;
  }
  const object = source.type === 'MemberExpression' ? nodeIn(source, 'object') : undefined;
  if (object === undefined || !isAssertionSource(object, bindings)) return;
  bind(textIn(target, 'name'), textIn(nodeIn(source, 'property'), 'name'), bindings);
}

function isAssertionSource(source: SyntaxNode, bindings: AssertionBindings): boolean {
  if (source.type === 'Identifier') return bindings.objects.has(textIn(source, 'name') ?? '');
  const object = source.type === 'MemberExpression' ? nodeIn(source, 'object') : undefined;
  if (object !== undefined)
    return (
      ['strict', 'assert'].includes(textIn(nodeIn(source, 'property'), 'name') ?? '') &&
      isAssertionSource(object, bindings)
    );
  const isRequire = source.type === 'CallExpression' && textIn(nodeIn(source, 'callee'), 'name') === 'require';
  return isRequire && MODULES.test(textIn(nodesIn(source, 'arguments')[0], 'value') ?? '');
}

function bind(local: string | undefined, imported: string | undefined, bindings: AssertionBindings): void {
  if (local === undefined || NOT_ASSERTIONS.has(imported ?? '')) return;
  if (imported === undefined || ['default', 'strict', 'assert'].includes(imported)) bindings.objects.add(local);
  else bindings.functions.set(local, imported);
}

const TEST_FUNCTIONS = new Set([
  'test',
  'it',
  'tape',
  'tap',
  'specify',
  'only',
  'skip',
  'todo',
  'serial',
  'before',
  'after',
]);

/** `test('name', (t) => ...)`, `it.skip('name', function (t) ...)`, `test((t) => ...)`: the function's first parameter is a context. */
function fromTestCall(node: SyntaxNode, bindings: AssertionBindings): void {
  const last = nodesIn(node, 'arguments').at(-1);
  if (last === undefined || !/^(?:Arrow)?FunctionExpression$/.test(last.type)) return;
  const path = memberPath(nodeIn(node, 'callee'));
  if (!TEST_FUNCTIONS.has(path[0] ?? '') && !TEST_FUNCTIONS.has(path.at(-1) ?? '')) return;
  const context = textIn(nodesIn(last, 'params')[0], 'name');
  if (context !== undefined) bindings.contexts.add(context);
}
