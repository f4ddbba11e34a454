import { compareVerifications } from '../../../src/core/evidence/compare-verifications.ts';
import type { CompareInput } from '../../../src/core/evidence/compare-verifications.ts';
import type { CommandRun } from '../../../src/domain/evidence.ts';
import { makeRun, makeVerification, module } from './make-verification.ts';

type Options = Partial<Pick<CompareInput, 'match' | 'mayGrow' | 'changedOutside'>>;

export function compareRuns(before: CommandRun[], after: CommandRun[], options: Options = {}) {
  const [verificationBefore, verificationAfter] = [makeVerification(before), makeVerification(after)];
  const defaults = { match: 'names' as const, mayGrow: true, changedOutside: [] };
  return compareVerifications({
    module,
    before: verificationBefore,
    after: verificationAfter,
    ...defaults,
    ...options,
  });
}

export function compareTests(before: string[], after: string[], options: Options = {}) {
  return compareRuns([makeRun(before)], [makeRun(after)], options);
}

/** Findings in short: 'kind subject', with '(ok)' behind those that do not reject. */
export function short({ findings }: ReturnType<typeof compareVerifications>): string[] {
  return findings.map(({ kind, subject, rejects }) => `${kind} ${subject}${rejects ? '' : ' (ok)'}`);
}
