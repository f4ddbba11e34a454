import { parser as go } from '@lezer/go';
import { parser as java } from '@lezer/java';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';
import type { Parser, SyntaxNode } from '@lezer/common';
import { nodesNamed } from '../assertions/lezer-nodes.ts';

type Language = { ending: RegExp; parser: Parser; declarations: string[] };

const languages: Language[] = [
  { ending: /\.pyi?$/i, parser: python, declarations: ['FunctionDefinition', 'ClassDefinition'] },
  { ending: /\.go$/i, parser: go, declarations: ['FunctionDecl', 'MethodDecl', 'TypeDecl'] },
  {
    ending: /\.java$/i,
    parser: java,
    declarations: [
      'ClassDeclaration',
      'InterfaceDeclaration',
      'EnumDeclaration',
      'MethodDeclaration',
      'ConstructorDeclaration',
    ],
  },
  {
    ending: /\.rs$/i,
    parser: rust,
    declarations: ['FunctionItem', 'StructItem', 'EnumItem', 'TraitItem', 'ImplItem', 'TypeItem'],
  },
];

/** The lines, from 1 on, at which a Python, Go, Java or Rust file declares something; undefined for other files. */
export function outlineTree(path: string, text: string): number[] | undefined {
  const language = languages.find(({ ending }) => ending.test(path));
  if (language === undefined) return undefined;
  const nodes = nodesNamed(language.parser, text, language.declarations);
  return nodes?.filter(isOutside).map((node) => text.slice(0, declared(node, text)).split('\n').length);
}

/** What is declared inside of a function is of no use to others. */
function isOutside(node: SyntaxNode): boolean {
  for (let parent = node.parent; parent !== null; parent = parent.parent)
    if (/^(?:Function|Method|Constructor)/.test(parent.name)) return false;
  return true;
}

/** Annotations on lines of their own come first in Java and Rust, and say less than the line with the name. */
function declared(node: SyntaxNode, text: string): number {
  const start = node.getChild('Modifiers') ?? node.getChild('AttributeItem');
  if (start === null || !text.slice(start.from, start.to).includes('\n')) return node.from;
  return start.to - (text.slice(start.from, start.to).length - text.slice(start.from, start.to).lastIndexOf('\n') - 1);
}
