/** A JSON report that a command wrote; `kind` says which shape it begins like. */
export type FoundJson = { kind: JsonKind; value: unknown } | { kind: JsonKind; problem: string };

type JsonKind = 'jest-json' | 'mocha-json';

const maxReports = 1_000;

// Vitest's shape is jest's. Both print theirs on one line, mocha its own on many; a file may have been formatted.
const beginning =
  /^[ \t]*\{\s{0,100}(?:"num(?:Total|Passed|Failed|Pending|Todo|RuntimeError)Test(?:Suite)?s": ?\d|"stats": ?\{\s{0,100}"suites":)/gm;

/** Where JSON that one of the runners writes begins in the text, and of which runner it is. */
export function looksLikeJson(text: string): { kind: JsonKind; position: number } | undefined {
  beginning.lastIndex = 0;
  const found = beginning.exec(text);
  return found === null ? undefined : { kind: kindOf(found[0]), position: found.index };
}

/**
 * Cuts JSON reports out of the output around them. Each ends where its line does, or where a brace stands at the beginning of a line; several
 * behind one another, as of a command that runs one package after the other, are all taken.
 */
export function findJson(text: string): FoundJson[] {
  const found: FoundJson[] = [];
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match !== null && found.length < maxReports; match = beginning.exec(text)) {
    const kind = kindOf(match[0]);
    const { value, end } = parseFrom(text, match.index);
    if (end === undefined)
      return [...found, { kind, problem: 'it is cut off, or something else was printed inside of it' }];
    found.push({ kind, value });
    beginning.lastIndex = end;
  }
  return found;
}

function parseFrom(text: string, start: number): { value?: unknown; end?: number } {
  const newline = text.indexOf('\n', start);
  const line = newline < 0 ? text.length : newline;
  const close = text.indexOf('\n}', start);
  for (const end of [line, close < 0 ? text.length : close + 2, text.length]) {
    try {
      return { value: JSON.parse(text.slice(start, end)) as unknown, end };
    } catch {
      // The next possible end is tried.
    }
  }
  return {};
}

function kindOf(text: string): JsonKind {
  return text.includes('"stats"') ? 'mocha-json' : 'jest-json';
}
