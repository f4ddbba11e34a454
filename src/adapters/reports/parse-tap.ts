import { Parser } from 'tap-parser';
import type { FinalResults, Result } from 'tap-parser';
import { leanTap } from './lean-tap.ts';

/** One line of a TAP document that matters; a point's `children` are those of its subtest. */
export type TapEntry =
  | { kind: 'comment'; text: string }
  | { kind: 'point'; name: string; point: Result | undefined; children: TapEntry[] | undefined };

export type TapDocument = { entries: TapEntry[]; problems: string[] };

const MAX_DEPTH = 20;
const MAX_POINTS = 100_000;
/** Lines of tests that are nested deeper than `MAX_DEPTH` times four blanks. */
const TOO_DEEP = new RegExp(`^ {${4 * (MAX_DEPTH + 1)},}(?:# Subtest|(?:not )?ok\\b)`, 'm');

/** Reads one TAP document (one version line at most) into a tree, with what is wrong with it. Never throws. */
export function parseTap(text: string): TapDocument {
  const excess = excessOf(text);
  if (excess !== undefined) return { entries: [], problems: [`the TAP report has ${excess}`] };
  const parser = new Parser();
  const entries = record(parser);
  const problems: string[] = [];
  parser.on('complete', (results: FinalResults) => problems.push(...problemsOf(results, text)));
  try {
    parser.end(leanTap(text));
  } catch (error) {
    problems.push(`the TAP report can't be parsed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { entries, problems };
}

/** What makes a report too expensive to parse: the parser hands every line through all levels above it, and keeps every point. */
function excessOf(text: string): string | undefined {
  if (TOO_DEEP.test(text)) return `subtests that are nested deeper than ${MAX_DEPTH} levels`;
  const points = text.match(/^[ \t]*(?:not )?ok\b/gm)?.length ?? 0;
  return points > MAX_POINTS ? `${points} test points, more than ${MAX_POINTS}` : undefined;
}

function record(parser: Parser): TapEntry[] {
  const entries: TapEntry[] = [];
  let open: { name: string; children: TapEntry[] } | undefined;
  const close = (point: Result | undefined): void => {
    if (open === undefined && point === undefined) return;
    entries.push({ kind: 'point', name: point?.name ?? open?.name ?? '', point, children: open?.children });
    open = undefined;
  };
  parser.on('child', (child: Parser) => {
    close(undefined);
    open = { name: child.name, children: record(child) };
  });
  parser.on('assert', close);
  parser.on('comment', (text: string) =>
    entries.push({ kind: 'comment', text: text.replace(/^\s*#\s?/, '').trimEnd() }),
  );
  parser.on('complete', () => close(undefined));
  return entries;
}

function problemsOf(results: FinalResults, text: string): string[] {
  if (results.bailout !== false) {
    return [`the test run gave up: 'Bail out!${typeof results.bailout === 'string' ? ` ${results.bailout}` : ''}'`];
  }
  const problems = results.failures.flatMap((failure) => {
    const error: unknown = failure.tapError;
    return typeof error === 'string' && !isCoveredBelow(error) ? [`the TAP report is wrong: ${error}`] : [];
  });
  const { start, end } = results.plan;
  if (!/^\d+\.\.\d+/m.test(text) || start === null || end === null) {
    problems.push(
      `the TAP report has no plan (1..N) after ${results.count} test points: the run ended before all tests had run`,
    );
  } else if (end - start + 1 !== results.count) {
    problems.push(`the TAP report's plan is ${start}..${end}, but it has ${results.count} test points`);
  }
  return [...new Set(problems)];
}

/**
 * Errors of the parser that the count of test points covers. Node numbers a failed file's own test point anew, so that a number that
 * appears twice is no sign of damage.
 */
function isCoveredBelow(error: string): boolean {
  return error === 'no plan' || error === 'incorrect number of tests' || error.endsWith('appears multiple times');
}
