/** A report's bytes and what they look like; `from` says where they were, in words. */
export type FoundReport = { kind: FoundKind; bytes: Uint8Array; from: string } | { kind: 'none' };

type FoundKind = 'tap' | 'junit' | 'go-test-json';

// Blanks are spelled out: \s would run on over empty lines, which costs the square of their number.
const JUNIT = /^[ \t]*<testsuites?[\s/>]/m;
const TAP_VERSION = /^TAP version \d+[ \t\r]*$/im;
const TAP_PLAN = /^\d+\.\.\d+[ \t\r]*(?:#.*)?$/m;
const TAP_POINT = /^(?:(?:not )?ok\b|Bail out!)/m;
const GO_EVENT = /^\{(?:"Time":"[^"\n]{0,60}",)?"(?:Action|ImportPath)":"/m;
const GO_NOT_BUILT = /^FAIL\t\S+ \[(?:build|setup) failed\]\r?$/m;

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
    const kind = recognise(new TextDecoder().decode(bytes), format);
    if (kind !== undefined) return { kind, bytes, from };
  }
  return { kind: 'none' };
}

function recognise(text: string, format: 'auto' | FoundKind): FoundKind | undefined {
  const version = text.search(TAP_VERSION);
  const junit = text.search(JUNIT);
  const isTap = version >= 0 || TAP_PLAN.test(text);
  const isGo = GO_EVENT.test(text);
  if (format === 'tap') return isTap || TAP_POINT.test(text) ? 'tap' : undefined;
  if (format === 'junit') return junit >= 0 || text.trimStart().startsWith('<?xml') ? 'junit' : undefined;
  if (format === 'go-test-json') return isGo || GO_NOT_BUILT.test(text) ? 'go-test-json' : undefined;
  if (junit >= 0 && (version < 0 || junit < version)) return 'junit';
  if (version >= 0 || (isTap && TAP_POINT.test(text))) return 'tap';
  if (isGo) return 'go-test-json';
  return text.trimStart().startsWith('<?xml') ? 'junit' : undefined;
}
