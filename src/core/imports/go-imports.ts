import { parser } from '@lezer/go';
import { nodesNamed, textOf } from '../assertions/lezer-nodes.ts';
import type { Import } from './imports-of.ts';

/** The packages that a Go file imports, by their paths. */
export function goImports(text: string): Import[] {
  const nodes = nodesNamed(parser, text, ['ImportSpec']) ?? [];
  return nodes.flatMap((node) => {
    const path = node.getChild('String');
    if (path === null) return [];
    const line = text.slice(0, node.from).split('\n').length;
    return [{ from: textOf(path, text).slice(1, -1), line, text: textOf(node, text) }];
  });
}
