/** One thing that was looked at: it holds, it does not, or it could not be looked at. */
export type EvidenceCheck = { state: 'holds' | 'fails' | 'unknown'; about: string; says: string };

/** What came of all: it fails when anything fails, and is unknown when nothing fails and not all could be looked at. */
export function verdictOf(checks: EvidenceCheck[]): EvidenceCheck['state'] {
  if (checks.some(({ state }) => state === 'fails')) return 'fails';
  return checks.length === 0 || checks.some(({ state }) => state === 'unknown') ? 'unknown' : 'holds';
}
