import { agrees, cargoBlocks, inDocumentation, joinExamples } from './cargo-blocks.ts';
import type { CargoBlock } from './cargo-blocks.ts';
import { cargoTargets } from './cargo-targets.ts';
import type { ReadTest, ReadTests } from './collect-tests.ts';

const failedBuild = /^error: could not compile `([^`\n]{1,200})`(.{0,200})/gm;
/** What cargo itself says, which goes to standard error unless the command joins the two. */
const cargoWords = /^[ \t]*(?:Running|Doc-tests|Finished|Compiling|error:) /m;
const compilerErrors = /^error(?:\[|: )[\s\S]{0,2000}/m;

/**
 * Reads the text of `cargo test`. A test is named by its binary and itself; one in the documentation without its line, since that changes with
 * every line above it. What can't be compiled, and a binary that ends before its tests did, is a failed test of that name.
 */
export function readCargoTest(stdout: string, stderr: string): ReadTests {
  const said = cargoWords.test(stderr) ? stderr : stdout;
  const targets = cargoTargets(said);
  const printed = cargoBlocks(stdout);
  const blocks = printed.length > targets.length ? joinExamples(printed) : printed;
  // Programs with a harness of their own announce no tests: then nobody knows which text is whose.
  const isTold = targets.length === blocks.length;
  const problems: string[] = [];
  const why = exitWords(said);
  const tests = blocks.flatMap((block, index) => {
    const target = isTold ? targets[index] : undefined;
    if (block.result !== undefined && !agrees(block, block.result)) problems.push(disagreement(block, target));
    return blockTests(block, target, why);
  });
  return { tests: [...buildFailures(said), ...tests], problems };
}

/** Whether cargo says that something can't be compiled. */
export function notCompiled(text: string): boolean {
  return text.search(failedBuild) >= 0;
}

function blockTests(block: CargoBlock, target: string | undefined, why: string): ReadTest[] {
  const outer = target === undefined ? [] : [target];
  const tests = inOrder(block.tests).map(({ name, shown, outcome }): ReadTest => {
    const names = [...outer, shown];
    return outcome === 'failed'
      ? { names, outcome, message: block.words.get(name)?.join('\n') ?? '' }
      : { names, outcome };
  });
  if (block.result !== undefined) return tests;
  return [
    ...tests,
    {
      names: [...outer, '(failed outside of its tests)'],
      outcome: 'failed',
      message: `the test binary ended after ${block.tests.length} of ${block.announced} tests. ${why}`,
      covers: outer.map((name) => `${name} > `),
    },
  ];
}

/** Tests run side by side and are printed as they end; those of the documentation get numbers when they share a name, by their lines. */
function inOrder(tests: CargoBlock['tests']) {
  return tests
    .map((test) => {
      const line = inDocumentation.exec(test.name)?.[1];
      return { ...test, shown: test.name.replace(inDocumentation, ''), line: Number(line ?? 0) };
    })
    .sort((one, other) => (one.shown === other.shown ? one.line - other.line : one.shown < other.shown ? -1 : 1));
}

function buildFailures(said: string): ReadTest[] {
  const errors = compilerErrors.exec(said)?.[0] ?? '';
  return [...said.matchAll(failedBuild)].slice(0, 100).map(([, crate = '', what = '']) => ({
    names: [`${crate}${/^ \([^)]+\)/.exec(what)?.[0] ?? ''}`, '(build failed)'],
    outcome: 'failed',
    message: `it can't be compiled: ${errors}`,
    // Cargo runs no test at all before everything is compiled.
    covers: [''],
  }));
}

function exitWords(said: string): string {
  return /process didn't exit successfully: .{0,300}/.exec(said)?.[0] ?? '';
}

function disagreement({ tests }: CargoBlock, target: string | undefined): string {
  const where = target === undefined ? '' : ` of ${target}`;
  return `the report of 'cargo test' lists ${tests.length} tests${where}, and its last line counts others: run it without --quiet, --nocapture and --format`;
}
