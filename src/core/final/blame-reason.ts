import type { FinalCheck } from '../../domain/final-verification.ts';
import { checkWords } from './check-words.ts';

/** Why a merged module is taken back, in words: what is red since it landed, and how. */
export function blameReason(check: FinalCheck): string {
  const [finding] = check.findings;
  return `${checkWords(check)} is red since it landed${finding === undefined ? '' : ` (${finding.replace(/\.$/, '')})`}`;
}
