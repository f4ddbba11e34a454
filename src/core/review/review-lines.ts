import type { ReviewFinding, Severity } from '../../domain/review.ts';

const order: Record<Severity, number> = { high: 2, medium: 1, low: 0 };

/** Whether a finding is as severe as what sends a module back. */
export function isSevere({ severity }: Pick<ReviewFinding, 'severity'>, from: Severity): boolean {
  return order[severity] >= order[from];
}

/** Findings as lines, the most severe first. */
export function reviewLines(findings: ReviewFinding[]): string[] {
  return findings
    .toSorted((one, other) => order[other.severity] - order[one.severity])
    .map(
      ({ severity, kind, file, line, why, fix }) =>
        `${severity}: ${kind}: ${file}${line === null ? '' : `:${line}`}: ${why} Instead: ${fix}`,
    );
}
