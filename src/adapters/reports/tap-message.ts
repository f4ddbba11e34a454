import type { Result } from 'tap-parser';

const FIELDS = ['error', 'message', 'operator', 'expected', 'actual', 'at', 'location', 'stack'];

/** A failed test point in words: its name and the parts of its YAML block that say why. */
export function tapMessage(point: Result): string {
  const diagnostics: unknown = point.diag;
  const lines = [point.name];
  if (typeof diagnostics === 'object' && diagnostics !== null) {
    for (const field of FIELDS) {
      const value: unknown = Reflect.get(diagnostics, field);
      if (value !== undefined) lines.push(`${field}: ${inWords(value)}`);
    }
  }
  return lines.join('\n').trim();
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  try {
    // Values such as functions and symbols, which the YAML library can make, have no JSON.
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(a value that has no text)';
  }
}
