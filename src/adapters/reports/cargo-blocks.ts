import type { TestOutcome } from '../../domain/test-report.ts';

/** What one test binary said: libtest's text from 'running N tests' to 'test result: ...'. */
export type CargoBlock = {
  /** How many tests it announced. */
  announced: number;
  tests: { name: string; outcome: TestOutcome }[];
  /** What failed tests said, by their names. */
  words: Map<string, string[]>;
  /** The counts of its last line; undefined when the binary ended before it printed them. */
  result?: { passed: number; failed: number; ignored: number; measured: number };
  /** Set when it may be the second half of the block before it: from edition 2024 on, one library's examples are printed in two. */
  mayJoin?: true;
};

const start = /^running (\d+) tests?\r?$/;
const point = 'test ';
const points = ' ... ';
const ending = /^(ok|FAILED|ignored|bench)(?:: |, | <|\r?$)/;
const words = /^---- (\S.*) stdout ----\r?$/;
const end =
  /^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored; (\d+) measured; \d+ filtered out(?:; finished in [\d.]+s)?\r?$/;
const endOfExamples = /^all doctests ran in /;

const outcomes: Record<string, TestOutcome> = { ok: 'passed', bench: 'passed', FAILED: 'failed', ignored: 'skipped' };
const maxWords = 200;

/** How the name of a test that is an example in the documentation ends: 'src/lib.rs - add (line 5)'. */
export const inDocumentation = / (?:- )?\(line (\d+)\)(?: - compile fail| - compile)?$/;

/**
 * Reads the text of libtest (https://doc.rust-lang.org/rustc/tests/index.html), binary by binary. What failed tests printed stands behind
 * 'failures:' and may look like the report itself: there, only a last line whose counts are those of the listed tests ends the binary.
 */
export function cargoBlocks(text: string): CargoBlock[] {
  const blocks: CargoBlock[] = [];
  let block: CargoBlock | undefined;
  let failures = false;
  let said: string[] = [];
  for (const line of text.split('\n')) {
    const announced = failures ? undefined : start.exec(line)?.[1];
    if (announced !== undefined) {
      block = { announced: Number(announced), tests: [], words: new Map() };
      said = [];
      blocks.push(block);
    } else if (block !== undefined) {
      const result = resultOf(line);
      if (result !== undefined && (!failures || agrees(block, result))) {
        block.result = result;
        block = undefined;
        failures = false;
      } else if (failures) {
        const name = words.exec(line)?.[1];
        if (name !== undefined) block.words.set(name, (said = []));
        else if (line.trim() === 'failures:') said = [];
        else if (said.length < maxWords) said.push(line);
      } else if (line.trimEnd() === 'failures:') failures = true;
      else takePoint(block, line);
    } else if (endOfExamples.test(line)) {
      const [first, second] = blocks.slice(-2);
      if (second !== undefined && first?.mayJoin === undefined && [first, second].every(isOfExamples))
        second.mayJoin = true;
    }
  }
  return blocks;
}

/** Puts the two halves of a library's examples together. */
export function joinExamples(blocks: CargoBlock[]): CargoBlock[] {
  const joined: CargoBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.mayJoin !== true || last === undefined) joined.push(block);
    else {
      joined[joined.length - 1] = {
        announced: last.announced + block.announced,
        tests: [...last.tests, ...block.tests],
        words: new Map([...last.words, ...block.words]),
        ...(last.result && block.result && { result: add(last.result, block.result) }),
      };
    }
  }
  return joined;
}

/** Whether the listed tests are as many as the binary's last line counts. */
export function agrees({ tests }: CargoBlock, result: Counts): boolean {
  const count = (outcome: TestOutcome): number => tests.filter((test) => test.outcome === outcome).length;
  return (
    count('passed') === result.passed + result.measured &&
    count('failed') === result.failed &&
    count('skipped') === result.ignored
  );
}

type Counts = NonNullable<CargoBlock['result']>;

function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    ignored: one.ignored + other.ignored,
    measured: one.measured + other.measured,
  };
}

function takePoint(block: CargoBlock, line: string): void {
  // No regular expression for the name: a line that is made to be slow would cost the square of its length.
  const position = line.startsWith(point) ? line.indexOf(points) : -1;
  if (position < 0) return;
  const outcome = outcomes[ending.exec(line.slice(position + points.length))?.[1] ?? ''];
  const name = line.slice(point.length, position).replace(/ - should panic$/, '');
  if (outcome !== undefined && name !== '') block.tests.push({ name, outcome });
}

function resultOf(line: string): CargoBlock['result'] {
  const found = end.exec(line);
  if (found === null) return undefined;
  const [passed = 0, failed = 0, ignored = 0, measured = 0] = found.slice(1, 5).map(Number);
  return { passed, failed, ignored, measured };
}

function isOfExamples(block: CargoBlock | undefined): boolean {
  return block?.tests.some(({ name }) => inDocumentation.test(name)) === true;
}
