import type { Finding } from '../../domain/finding.ts';
import { reasonShape } from '../workflow/reason-shape.ts';

/**
 * What a refusal was about, without what changes from run to run (times, line numbers, ids): two attempts with equal shapes failed alike. The
 * tests and files are kept by name, so that one failing test fewer is another failure, and counts as progress.
 */
export function failureShape(findings: Finding[], path: string): string {
  const shapes = findings
    .filter(({ rejects }) => rejects)
    .map(({ kind, subject, detail }) => JSON.stringify([kind, subject, reasonShape(detail, path)]));
  return [...new Set(shapes)].sort().join('\n');
}
