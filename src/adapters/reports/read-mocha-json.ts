import { z } from 'zod';
import type { ReadTest, ReadTests } from './collect-tests.ts';

const Test = z.object({
  title: z.string(),
  fullTitle: z.string(),
  file: z.string().nullish(),
  duration: z.number().nullish(),
  currentRetry: z.number().nullish(),
  err: z.object({ message: z.string().nullish(), stack: z.string().nullish() }).nullish(),
});
type Test = z.infer<typeof Test>;

/** What mocha's reporter 'json' writes (https://mochajs.org/features/reporters/#json). */
const Report = z.object({
  stats: z.object({ tests: z.number() }),
  tests: z.array(Test),
  pending: z.array(Test),
  failures: z.array(Test),
});

/**
 * Reads mocha's JSON. It joins the names around a test by blanks, so that they are one name here. A hook that fails is listed among the failures
 * alone, and keeps the tests of its block from running.
 */
export function readMochaJson(value: unknown): ReadTests {
  const parsed = Report.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      tests: [],
      problems: [`the JSON is no report of mocha: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`],
    };
  }
  const { stats, tests, pending, failures } = parsed.data;
  const skipped = new Tally(pending);
  const failed = new Tally(failures);
  const read = tests.map((test) => readTest(test, failed.take(test), skipped.take(test)));
  const hooks = failed.left().map((test) => hookFailure(test));
  const problems =
    stats.tests === tests.length ? [] : [`the report of mocha counts ${stats.tests} tests and lists ${tests.length}`];
  return { tests: [...read, ...hooks], problems };
}

/** Counts tests by file and name, since several may share both. */
class Tally {
  readonly #tests = new Map<string, Test[]>();

  constructor(tests: Test[]) {
    for (const test of tests) {
      const key = keyOf(test);
      const same = this.#tests.get(key);
      if (same === undefined) this.#tests.set(key, [test]);
      else same.push(test);
    }
  }

  take(test: Test): boolean {
    return this.#tests.get(keyOf(test))?.pop() !== undefined;
  }

  left(): Test[] {
    return [...this.#tests.values()].flat();
  }
}

function keyOf({ file, fullTitle }: Test): string {
  return JSON.stringify([file, fullTitle]);
}

function readTest(test: Test, isFailed: boolean, isSkipped: boolean): ReadTest {
  const common = { names: namesOf(test), milliseconds: test.duration ?? undefined, file: test.file ?? undefined };
  if (isFailed) return { ...common, outcome: 'failed', message: words(test) };
  if (isSkipped) return { ...common, outcome: 'skipped' };
  return { ...common, outcome: 'passed', ...((test.currentRetry ?? 0) > 0 && { flaky: true }) };
}

function hookFailure(test: Test): ReadTest {
  const [block] = namesOf(test);
  return {
    names: namesOf(test),
    outcome: 'failed',
    message: words(test),
    file: test.file ?? undefined,
    // The blocks inside of it have its name and theirs, with a blank between.
    covers: test.fullTitle === test.title ? [] : [`${block} > `, `${block} `],
  };
}

function namesOf({ title, fullTitle }: Test): string[] {
  const block = fullTitle.endsWith(title) ? fullTitle.slice(0, fullTitle.length - title.length).trim() : '';
  return block === '' ? [title] : [block, title];
}

function words({ err }: Test): string {
  return err?.stack ?? err?.message ?? '';
}
