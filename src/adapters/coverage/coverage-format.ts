export type CoverageFormat = 'lcov' | 'istanbul' | 'istanbul-summary' | 'cobertura' | 'jacoco' | 'go';

/** Recognises a coverage report by how it begins; undefined when it is none that is known. */
export function coverageFormat(text: string): CoverageFormat | undefined {
  const start = text.slice(0, 4000).trimStart();
  if (/^mode: (?:set|count|atomic)\r?\n/.test(start)) return 'go';
  if (/^(?:TN:|SF:)/.test(start)) return 'lcov';
  if (start.startsWith('{')) return /^\{\s*"total"\s*:\s*\{\s*"lines"/.test(start) ? 'istanbul-summary' : 'istanbul';
  if (!start.startsWith('<')) return undefined;
  if (/<coverage[\s>]/.test(start)) return 'cobertura';
  return /<report[\s>]/.test(start) ? 'jacoco' : undefined;
}
