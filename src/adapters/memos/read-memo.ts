import type { Memo } from '../../ports/memos.ts';

/** Reads a memo's file. Undefined for what is no whole memo, or one of another tenant or key: then nothing is remembered. */
export function readMemo(text: string, tenant: string, key: string): Memo | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { v, ref, source, ...of } = fieldsOf(found);
  const { migration, module, commit } = fieldsOf(source);
  if (v !== 1 || of['tenant'] !== tenant || of['key'] !== key || typeof ref !== 'string') return undefined;
  if (typeof migration !== 'string' || typeof module !== 'string' || typeof commit !== 'string') return undefined;
  return { ref, source: { migration, module, commit } };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
