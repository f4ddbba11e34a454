import type { Parser } from '@lezer/common';
import { parser as go } from '@lezer/go';
import { parser as java } from '@lezer/java';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';
import { parseScript } from '../assertions/parse-script.ts';
import { childrenOf, isSyntaxNode } from '../assertions/syntax-node.ts';
import type { SyntaxNode } from '../assertions/syntax-node.ts';

/** A source file's code without its comments and without what stands in its strings (`""` is left of each), and those strings. */
export type SplitCode = { language: Language; code: string; strings: string[] };
export type Language = 'script' | 'python' | 'go' | 'java' | 'rust';

type Range = { from: number; to: number; isComment: boolean };

const MAX_LENGTH = 1_000_000;
const parsers: Record<string, [Language, Parser]> = {
  go: ['go', go],
  java: ['java', java],
  py: ['python', python],
  pyi: ['python', python],
  rs: ['rust', rust],
};

/** Splits a file by its syntax tree. Undefined for languages that are not known, and for files that can't be parsed. */
export function splitCode(path: string, text: string): SplitCode | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(path.toLowerCase()) ?? [];
  const known = parsers[ending];
  if (known !== undefined) {
    if (text.length > MAX_LENGTH) return undefined;
    return { language: known[0], ...cutOut(text, rangesOf(known[1], text)) };
  }
  const file = parseScript(path, text);
  return file === undefined ? undefined : { language: 'script', ...cutOut(text, rangesOfScript(file)) };
}

function rangesOf(parser: Parser, text: string): Range[] {
  const ranges: Range[] = [];
  parser.parse(text).iterate({
    enter(node) {
      const isComment = node.name.endsWith('Comment');
      if (
        !isComment &&
        !/^(?:String|RawString|FormatString|StringLiteral|TextBlock|Rune|Char|CharacterLiteral)$/.test(node.name)
      )
        return true;
      ranges.push({ from: node.from, to: node.to, isComment });
      return false;
    },
  });
  return ranges;
}

const stringTypes = new Set(['StringLiteral', 'DirectiveLiteral', 'TemplateElement', 'JSXText']);

function rangesOfScript(file: SyntaxNode): Range[] {
  const ranges: Range[] = [];
  const add = (node: object, isComment: boolean): void => {
    const { start, end } = node as { start?: unknown; end?: unknown };
    if (typeof start === 'number' && typeof end === 'number') ranges.push({ from: start, to: end, isComment });
  };
  const comments = file['comments'];
  if (Array.isArray(comments)) for (const comment of comments) if (isSyntaxNode(comment)) add(comment, true);
  const pending = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (stringTypes.has(node.type)) add(node, false);
    for (const child of childrenOf(node)) pending.push(child);
  }
  return ranges.sort((a, b) => a.from - b.from);
}

function cutOut(text: string, ranges: Range[]): { code: string; strings: string[] } {
  const parts: string[] = [];
  const strings: string[] = [];
  let place = 0;
  for (const { from, to, isComment } of ranges) {
    if (from < place) continue;
    parts.push(text.slice(place, from), isComment ? ' ' : '""');
    if (!isComment) strings.push(contentOf(text.slice(from, to)));
    place = to;
  }
  return { code: parts.join('') + text.slice(place), strings };
}

/** What stands between a string's quotes, with the escapes as they were written. */
function contentOf(literal: string): string {
  const quoted = /^[a-zA-Z]*#*("""|'''|["'`])([\s\S]*?)\1?#*$/.exec(literal);
  return quoted?.[2] ?? literal;
}
