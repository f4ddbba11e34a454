import type { MergeBatch } from '../../domain/evidence.ts';

const named = 5;

/**
 * Whom a module was verified together with, in a sentence; undefined where it was alone. The commit that was verified holds the changes of all of them, and the module's
 * own commit was not verified by itself.
 */
export function batchWords(path: string, batch: MergeBatch | undefined): string | undefined {
  if (batch === undefined) return undefined;
  const others = batch.modules.filter((module) => module !== path);
  const merged = others.length > 0 ? `merged and verified together with ${list(others)}` : undefined;
  const once = batch.once.length > 0 ? `run once for all: ${batch.once.join(', ')}` : undefined;
  const again = batch.dependants?.length ? `verified again with it: ${list(batch.dependants)}` : undefined;
  return [merged, once, again].filter((part) => part !== undefined).join('; ');
}

function list(paths: string[]): string {
  const more = paths.length > named ? ` and ${paths.length - named} more` : '';
  return `${paths.slice(0, named).join(', ')}${more}`;
}
