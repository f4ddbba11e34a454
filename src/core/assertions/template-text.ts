import type { SyntaxNode } from './syntax-node.ts';

/** The text of one part of a template literal, as it was written. */
export function templateText(part: SyntaxNode): string {
  const { value } = part;
  const raw: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'raw') : undefined;
  return typeof raw === 'string' ? raw : '';
}
