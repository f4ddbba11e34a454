import { parseScript } from '../assertions/parse-script.ts';
import { templateText } from '../assertions/template-text.ts';
import { nodeIn, nodesIn } from '../assertions/syntax-node.ts';
import type { SyntaxNode } from '../assertions/syntax-node.ts';
import { shortHash } from './short-hash.ts';

const snapshotFile = /\.(?:snap|ambr|snap\.\w+|approved\.\w+)$/i;

/**
 * The values in a file of snapshots (jest, vitest, syrupy, insta), each as a hash, sorted; undefined for other files. Their names and the
 * file's header are left out: a new framework writes them differently, and the values are what is demanded.
 */
export function snapshotValues(path: string, text: string): string[] | undefined {
  if (!snapshotFile.test(path)) return undefined;
  const file = /\.snap$/i.test(path) ? parseScript(`${path}.js`, text) : undefined;
  const values =
    file === undefined ? [] : nodesIn(nodeIn(file, 'program') ?? file, 'body').flatMap((node) => valueOf(node) ?? []);
  const all = values.length > 0 ? values : [text.replace(/^---\n[\s\S]*?\n---\n/, '')];
  return all.map((value) => shortHash(value.replace(/\r\n/g, '\n').trim())).sort();
}

/** ``exports[`name`] = `value`;`` */
function valueOf(statement: SyntaxNode): string | undefined {
  const assignment = nodeIn(statement, 'expression');
  const value = assignment && nodeIn(assignment, 'right');
  if (assignment?.type !== 'AssignmentExpression' || value === undefined) return undefined;
  return nodesIn(value, 'quasis').map(templateText).join('');
}
