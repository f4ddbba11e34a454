import { looksLikeJson } from './find-json.ts';

/** A report's bytes and what they look like; `from` says where they were, in words. */
export type FoundReport = { kind: FoundKind; bytes: Uint8Array; from: string } | { kind: 'none' };

/** `jest-json` stands for vitest's, too: only the whole of it tells them apart. */
export type FoundKind = 'tap' | 'junit' | 'go-test-json' | 'jest-json' | 'mocha-json' | 'cargo-test';

// Blanks are spelled out: \s would run on over empty lines, which costs the square of their number.
const JUNIT = /^[ \t]*<testsuites?[\s/>]/m;
const TAP_VERSION = /^TAP version \d+[ \t\r]*$/im;
const TAP_PLAN = /^\d+\.\.\d+[ \t\r]*(?:#.*)?$/m;
const TAP_POINT = /^(?:(?:not )?ok\b|Bail out!)/m;
const GO_EVENT = /^\{(?:"Time":"[^"\n]{0,60}",)?"(?:Action|ImportPath)":"/m;
const GO_NOT_BUILT = /^FAIL\t\S+ \[(?:build|setup) failed\]\r?$/m;
const CARGO_START = /^running \d+ tests?\r?$/m;
const CARGO_SOME = /^running [1-9]\d* tests?\r?$/m;
const CARGO_POINT = /^test \S.{0,1000} \.\.\. (?:ok|FAILED|ignored|bench)/m;

/**
 * Finds the report: the report file when it holds something, else standard output. A test point alone is no sign of TAP, since
 * `go test` prints lines that begin with 'ok', too: it needs a plan or a version line beside it.
 */
export function findReport(
  format: 'auto' | FoundKind,
  reportFile: Uint8Array | undefined,
  stdout: Uint8Array,
): FoundReport {
  const sources = [
    { bytes: reportFile ?? new Uint8Array(), from: 'the file that REPORT names' },
    { bytes: stdout, from: 'standard output' },
  ];
  for (const { bytes, from } of sources) {
    const text = new TextDecoder().decode(bytes);
    const kind = format === 'auto' ? recognise(text) : isOfKind(text, format) ? format : undefined;
    if (kind !== undefined) return { kind, bytes, from };
  }
  return { kind: 'none' };
}

/** Whether a text has the beginning of JUnit XML in it. */
export function isJunit(text: string): boolean {
  return JUNIT.test(text);
}

/** The format that was asked for needs fewer signs than one that is looked for. */
function isOfKind(text: string, kind: FoundKind): boolean {
  switch (kind) {
    case 'tap':
      return TAP_VERSION.test(text) || TAP_PLAN.test(text) || TAP_POINT.test(text);
    case 'junit':
      return JUNIT.test(text) || text.trimStart().startsWith('<?xml');
    case 'go-test-json':
      return GO_EVENT.test(text) || GO_NOT_BUILT.test(text);
    case 'jest-json':
    case 'mocha-json':
      return looksLikeJson(text)?.kind === kind;
    case 'cargo-test':
      return CARGO_START.test(text);
  }
}

/** What begins first is the report, and what looks like another one behind it was printed by a test. */
function recognise(text: string): FoundKind | undefined {
  const json = looksLikeJson(text);
  const [first] = [
    { kind: 'junit' as const, position: text.search(JUNIT) },
    { kind: 'tap' as const, position: text.search(TAP_VERSION) },
    ...(json === undefined ? [] : [json]),
  ]
    .filter(({ position }) => position >= 0)
    .toSorted((one, other) => one.position - other.position);
  if (first !== undefined) return first.kind;
  if (TAP_PLAN.test(text) && TAP_POINT.test(text)) return 'tap';
  if (GO_EVENT.test(text)) return 'go-test-json';
  // With --quiet it prints dots: then it is no report.
  if (CARGO_START.test(text) && (CARGO_POINT.test(text) || !CARGO_SOME.test(text))) return 'cargo-test';
  return text.trimStart().startsWith('<?xml') ? 'junit' : undefined;
}
