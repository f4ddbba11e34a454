import type { Finding, FindingKind } from '../../domain/finding.ts';

const MAX_PER_KIND = 20;

/** Keeps the first 20 findings of each kind, the rejecting ones first, and says in one more how many were left out. */
export function limitFindings(findings: Finding[]): Finding[] {
  const kinds = new Set<FindingKind>(findings.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const all = findings.filter((finding) => finding.kind === kind);
    const ordered = [...all.filter(({ rejects }) => rejects), ...all.filter(({ rejects }) => !rejects)];
    const rest = ordered.slice(MAX_PER_KIND);
    if (rest.length === 0) return ordered;
    const more = `${rest.length} more`;
    return [
      ...ordered.slice(0, MAX_PER_KIND),
      {
        kind,
        rejects: rest.some(({ rejects }) => rejects),
        subject: more,
        detail: `${more} findings of this kind are not listed.`,
      },
    ];
  });
}
