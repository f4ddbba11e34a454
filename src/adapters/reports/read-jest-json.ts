import { z } from 'zod';
import type { ReadTest, ReadTests } from './collect-tests.ts';
import { fileFailure } from './file-failure.ts';

/** What jest's `--json` (https://jestjs.io/docs/cli#--json) and vitest's reporter 'json' (https://vitest.dev/guide/reporters#json-reporter) have in common. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()).nullish(),
          title: z.string(),
          status: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()).nullish(),
          retryReasons: z.array(z.string()).nullish(),
          retryMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
  wasInterrupted: z.boolean().nullish(),
  numRuntimeErrorTestSuites: z.number().nullish(),
});

type Suite = z.infer<typeof Report>['testResults'][number];
type Assertion = Suite['assertionResults'][number];

/**
 * Reads the JSON of jest and vitest. A test is named by the blocks around it; files come in the order of their paths, since runners list
 * them as they end. A file that fails without a failed test could not be loaded, or has none.
 */
export function readJestJson(value: unknown): ReadTests & { isJest: boolean } {
  const parsed = Report.safeParse(value);
  if (!parsed.success) return { tests: [], problems: [shapeProblem(parsed.error)], isJest: false };
  const { testResults, wasInterrupted, numRuntimeErrorTestSuites } = parsed.data;
  const suites = testResults.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    tests: suites.flatMap(suiteTests),
    problems: wasInterrupted === true ? ['the report says that the run was interrupted'] : [],
    isJest: wasInterrupted !== undefined || numRuntimeErrorTestSuites !== undefined,
  };
}

function suiteTests({ name: file, status, message, assertionResults }: Suite): ReadTest[] {
  const tests = assertionResults.map((assertion) => ({ ...readTest(assertion), file }));
  if (status !== 'failed' || tests.some(({ outcome }) => outcome === 'failed')) return tests;
  return [...tests, { names: [file], outcome: 'failed', message: fileFailure(message ?? ''), file, covers: [] }];
}

function readTest({ ancestorTitles, title, status, duration, failureMessages, ...more }: Assertion): ReadTest {
  const names = [...(ancestorTitles ?? []), title];
  const time = { milliseconds: duration ?? undefined };
  if (status === 'failed') return { names, outcome: 'failed', message: failureMessages?.join('\n\n') ?? '', ...time };
  if (status !== 'passed') return { names, outcome: 'skipped', ...time };
  const again = (more.retryReasons ?? more.retryMessages ?? []).length > 0;
  return { names, outcome: 'passed', ...time, ...(again && { flaky: true }) };
}

function shapeProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `the JSON is no report of jest or vitest: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}
