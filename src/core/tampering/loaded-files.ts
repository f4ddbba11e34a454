import { memberPath } from '../assertions/member-path.ts';
import { parseScript } from '../assertions/parse-script.ts';
import { childrenOf, nodeIn, nodesIn, textIn } from '../assertions/syntax-node.ts';
import type { SyntaxNode } from '../assertions/syntax-node.ts';

/**
 * The files that a JavaScript or TypeScript file loads by a relative path, as paths of the repository without their endings and without
 * `/index`, sorted; none for other files.
 */
export function loadedFiles(path: string, text: string): string[] {
  const file = parseScript(path, text);
  if (file === undefined) return [];
  const loaded = new Set<string>();
  const pending = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const source = sourceOf(node);
    if (source !== undefined && /^\.\.?(?:\/|$)/.test(source)) loaded.add(stem(resolve(path, source)));
    for (const child of childrenOf(node)) pending.push(child);
  }
  return [...loaded].sort();
}

function sourceOf(node: SyntaxNode): string | undefined {
  if (/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) return textIn(nodeIn(node, 'source'), 'value');
  if (node.type === 'ImportExpression') return textIn(nodeIn(node, 'source'), 'value');
  if (node.type !== 'CallExpression') return undefined;
  const callee = nodeIn(node, 'callee');
  const loads = callee?.type === 'Import' || /^require(?:\.resolve)?$/.test(memberPath(callee).join('.'));
  return loads ? textIn(nodesIn(node, 'arguments')[0], 'value') : undefined;
}

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function stem(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/(?:^|\/)index$/, '');
}
