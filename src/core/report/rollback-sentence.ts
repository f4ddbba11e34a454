import type { Rollback } from '../../domain/rollback.ts';
import { count } from '../text/human-units.ts';

/** What a rollback took back and proved, in a sentence. */
export function rollbackSentence({ entries, checks, actor, tip = '' }: Rollback): string {
  return `After its end ${actor} rolled ${count(entries.length, 'module')} back; the branch was verified again without ${entries.length === 1 ? 'it' : 'them'}, by ${count(checks, 'command')}, at ${tip.slice(0, 10)}.`;
}
