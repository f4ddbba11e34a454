import { parser } from '@lezer/java';
import { nodesNamed, textOf } from '../assertions/lezer-nodes.ts';
import type { Import } from './imports-of.ts';

/** What a Java file imports: `a.b.C`, `a.b.C.m` of a static import, or `a.b.*`. */
export function javaImports(text: string): Import[] {
  const nodes = nodesNamed(parser, text, ['ImportDeclaration']) ?? [];
  return nodes.map((node) => {
    const whole = textOf(node, text);
    const from = whole.replace(/^import\s+(?:static\s+)?|[\s;]+/g, '');
    return { from, line: text.slice(0, node.from).split('\n').length, text: whole };
  });
}
