import type { FinalCheck } from '../../domain/final-verification.ts';
import { wholeKey } from '../plan/whole-migration.ts';

/** What a command of the final verification is called in sentences. */
export function checkWords({ key, path, command }: Pick<FinalCheck, 'key' | 'path' | 'command'>): string {
  return `'${command}' of ${key === wholeKey ? 'the whole migration' : path}`;
}
