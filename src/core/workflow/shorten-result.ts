import type { ModuleResult } from '../../domain/migration-report.ts';
import { shorten } from '../evidence/shorten.ts';

/** What a migration keeps of its modules' texts, all together, in characters. */
const allTexts = 400_000;
const fewest = 200;

/**
 * Shortens what a module says of its end, or of itself while it waits, where a migration has very many of them: its workflow has all results in memory, and hands them
 * over whenever it is continued as new. The step records have all of it.
 */
export function shortenResult<Module extends Pick<ModuleResult, 'reason' | 'refused'>>(
  result: Module,
  modules: number,
): Module {
  const { reason, refused } = result;
  const room = Math.max(fewest, Math.floor(allTexts / Math.max(1, modules)));
  const half = Math.floor(room / 2);
  return {
    ...result,
    ...(reason !== undefined && { reason: shorten(reason, half) }),
    refused: newest(refused, half),
  };
}

/** The newest texts that fit, in their order; the newest one is cut rather than left out. */
function newest(texts: string[], room: number): string[] {
  const kept: string[] = [];
  let left = room;
  for (const text of [...texts].reverse()) {
    if (kept.length > 0 && text.length > left) break;
    kept.unshift(shorten(text, left));
    left -= text.length;
  }
  return kept;
}
