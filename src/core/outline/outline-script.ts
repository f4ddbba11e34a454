import { parseScript } from '../assertions/parse-script.ts';
import { isSyntaxNode, nodeIn, nodesIn, type SyntaxNode } from '../assertions/syntax-node.ts';

const declarations = /^(?:Export\w+|Function|Class|Variable|TS(?:Interface|TypeAlias|Enum|Module))Declaration$/;
const members = /^(?:Class(?:Private)?(?:Method|Property)|TSDeclareMethod|ClassAccessorProperty)$/;

/** The lines, from 1 on, at which a JavaScript or TypeScript file declares something; undefined when it can't be parsed. */
export function outlineScript(path: string, text: string): number[] | undefined {
  const file = parseScript(path, text);
  const program = file && nodeIn(file, 'program');
  if (program === undefined) return undefined;
  return nodesIn(program, 'body')
    .filter((node) => declarations.test(node.type) || isExport(node))
    .flatMap((node) => [lineOf(node), ...membersOf(node).map(lineOf)])
    .filter((line) => line !== undefined);
}

/** `module.exports = ...` and `exports.name = ...`. */
function isExport(node: SyntaxNode): boolean {
  const assignment = nodeIn(node, 'expression');
  let left = assignment?.type === 'AssignmentExpression' ? nodeIn(assignment, 'left') : undefined;
  while (left?.type === 'MemberExpression') left = nodeIn(left, 'object');
  return left?.type === 'Identifier' && (left['name'] === 'module' || left['name'] === 'exports');
}

function membersOf(node: SyntaxNode): SyntaxNode[] {
  const inner = nodeIn(node, 'declaration') ?? node;
  if (inner.type !== 'ClassDeclaration') return [];
  const body = nodeIn(inner, 'body');
  return body === undefined ? [] : nodesIn(body, 'body').filter(({ type }) => members.test(type));
}

function lineOf(node: SyntaxNode): number | undefined {
  const { loc } = node as { loc?: { start?: { line?: unknown } } };
  const line = loc?.start?.line;
  return isSyntaxNode(node) && typeof line === 'number' ? line : undefined;
}
