/** One thing that was looked at: it holds, it does not, or it could not be looked at; a note is worth knowing, and decides nothing. */
export type EvidenceCheck = { state: 'holds' | 'fails' | 'unknown' | 'note'; about: string; says: string };

/** What came of all: it fails when anything fails, and is unknown when nothing fails and not all could be looked at. */
export function verdictOf(checks: EvidenceCheck[]): 'holds' | 'fails' | 'unknown' {
  if (checks.some(({ state }) => state === 'fails')) return 'fails';
  const isUnknown = checks.some(({ state }) => state === 'unknown') || checks.every(({ state }) => state === 'note');
  return isUnknown ? 'unknown' : 'holds';
}
