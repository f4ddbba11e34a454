import type { Language, SplitCode } from './split-code.ts';

type Reader = { pattern: RegExp; unit: (match: string) => number };

const milliseconds = (_match: string): number => 1;
const number = String.raw`([\d_]+(?:\.\d+)?(?:\s*\*\s*[\d_]+)*)`;
const reader = (pattern: string, unit: Reader['unit'] = milliseconds): Reader => ({
  pattern: new RegExp(pattern, 'g'),
  unit,
});

/** How tests and their runners are given a time limit, by language; Go's and Rust's are given on the command line. */
const readers: Record<Language, Reader[]> = {
  script: [
    reader(String.raw`\b(?:timeout|testTimeout|hookTimeout)["']?\s*:\s*${number}`),
    reader(String.raw`\.\s*(?:timeout|slowTestThreshold)\s*\(\s*${number}\s*\)`),
    reader(String.raw`\b(?:jest|vi|vitest)\s*\.\s*setTimeout\s*\(\s*${number}\s*\)`),
    // The last argument of a test or a hook: `}, 10_000)`.
    reader(String.raw`\}\s*,\s*${number}\s*,?\s*\)`),
  ],
  python: [reader(String.raw`\bmark\s*\.\s*timeout\s*\(\s*(?:timeout\s*=\s*)?${number}`, () => 1_000)],
  go: [],
  java: [
    reader(String.raw`\btimeout\s*=\s*${number}L?`),
    reader(String.raw`@Timeout\s*\(\s*(?:value\s*=\s*)?${number}L?[^)]*\)`, (match) =>
      /MILLIS/.test(match) ? 1 : /MINUTES/.test(match) ? 60_000 : 1_000,
    ),
  ],
  rust: [],
};

/** The time limits that a test file sets, in milliseconds, sorted. */
export function timeLimits({ language, code }: SplitCode): number[] {
  return readers[language]
    .flatMap(({ pattern, unit }) =>
      [...code.matchAll(pattern)].map(([match, value = '']) => product(value) * unit(match)),
    )
    .sort((a, b) => a - b);
}

function product(text: string): number {
  return text.split('*').reduce((result, factor) => result * Number(factor.replaceAll('_', '')), 1);
}
