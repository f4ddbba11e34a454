import type { ReadTest } from './collect-tests.ts';
import { fileFailure } from './file-failure.ts';
import { isLeftOut } from './is-left-out.ts';
import { isTestFileName } from './is-test-file-name.ts';
import type { TapEntry } from './parse-tap.ts';
import { tapMessage } from './tap-message.ts';

/** How many lines of the output before a failed test file are given with it: its own standard error comes as comments. */
const OUTPUT_LINES = 25;

/**
 * Reads nested subtests, as node:test prints them. The innermost tests count; a test around others counts only when it failed by itself.
 * The runner's test points for whole files are left out, unless the file failed to load.
 */
export function tapSubtests(entries: TapEntry[], testFile: string | undefined): ReadTest[] {
  const tests: ReadTest[] = [];
  let output: string[] = [];
  for (const entry of entries) {
    if (entry.kind === 'comment') {
      if (!entry.text.startsWith('Subtest:')) output.push(entry.text);
      continue;
    }
    const said = output.slice(0, OUTPUT_LINES).join('\n');
    output = [];
    if (entry.children === undefined && isTestFileName(entry.name, { testFile })) {
      if (entry.point?.ok === false) tests.push({ names: [entry.name], outcome: 'failed', message: fileFailure(said) });
      continue;
    }
    for (const test of subtest(entry, [])) tests.push(test);
  }
  return tests;
}

function subtest(entry: TapEntry, outer: string[]): ReadTest[] {
  if (entry.kind === 'comment') return [];
  const names = [...outer, entry.name];
  const { point } = entry;
  const inner = (entry.children ?? []).flatMap((child) => subtest(child, names));
  const isLeaf = entry.children === undefined || inner.length === 0;
  if (point === undefined) return inner;
  if (isLeftOut(point)) return isLeaf ? [{ names, outcome: 'skipped' }] : inner;
  const failsByItself = !point.ok && !inner.some((test) => test.outcome === 'failed');
  if (failsByItself) return [...inner, { names, outcome: 'failed', message: tapMessage(point) }];
  return isLeaf ? [{ names, outcome: 'passed' }] : inner;
}
