import { parse } from '@babel/parser';

export type Mutant = { /** For instance '12:6 === to !=='. */ name: string; source: string };

type Node = { type: string; start: number; end: number; [field: string]: unknown };

/** A change of the text from `start` to `end`. */
type Edit = { start: number; end: number; text: string; label: string };

const swaps: Record<string, string> = {
  '===': '!==',
  '!==': '===',
  '<': '>=',
  '>': '<=',
  '+': '-',
  '-': '+',
  '&&': '||',
  '||': '&&',
};

/**
 * Simple mutants of a script, in the order of its text: comparisons and logical operators are swapped, booleans flipped, negations
 * dropped, and statements that only call or assign are left out. The same source gives the same mutants.
 */
export function mutants(source: string): Mutant[] {
  const program = parse(source, { sourceType: 'script' }).program as unknown as Node;
  return [...nodes(program)].flatMap((node) => {
    const edit = editOf(node, source);
    if (edit === undefined) return [];
    return [
      {
        name: `${place(source, edit.start)} ${edit.label}`,
        source: source.slice(0, edit.start) + edit.text + source.slice(edit.end),
      },
    ];
  });
}

function editOf(node: Node, source: string): Edit | undefined {
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') return swapOperator(node, source);
  if (node.type === 'BooleanLiteral') {
    const isTrue = node['value'] === true;
    return {
      start: node.start,
      end: node.end,
      text: String(!isTrue),
      label: `${isTrue} to ${!isTrue}`,
    };
  }
  if (node.type === 'UnaryExpression' && node['operator'] === '!') {
    return { start: node.start, end: node.start + 1, text: '', label: 'without !' };
  }
  if (node.type === 'ExpressionStatement') {
    return {
      start: node.start,
      end: node.end,
      text: ';',
      label: `without ${firstWords(source.slice(node.start, node.end))}`,
    };
  }
  return undefined;
}

function swapOperator(node: Node, source: string): Edit | undefined {
  const operator = String(node['operator']);
  const swapped = swaps[operator];
  if (swapped === undefined) return undefined;
  const { end: from } = node['left'] as Node;
  const start = source.indexOf(operator, from);
  return { start, end: start + operator.length, text: swapped, label: `${operator} to ${swapped}` };
}

/** Line and column of a position, both from 1. */
function place(source: string, at: number): string {
  const lines = source.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function firstWords(code: string): string {
  const line = code.split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** The node and all below it, in the order in which they begin. */
function* nodes(node: Node): Generator<Node> {
  yield node;
  const children = Object.entries(node)
    .filter(([field]) => field !== 'extra')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(
      (value): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value,
    );
  for (const child of children.filter((each) => !each.type.startsWith('Comment'))) yield* nodes(child);
}
