import { execa } from 'execa';
import { XMLParser } from 'fast-xml-parser';

/** Runs files with node's test runner, as the demo's verify command does. */
export async function runNodeTests(
  folder: string,
  ...files: string[]
): Promise<{ exitCode: number | undefined; names: string[]; output: string }> {
  const run = await execa('node', ['--test', '--test-reporter=junit', ...files], {
    cwd: folder,
    reject: false,
    // A test runner that runs in a test runner would report to that one.
    env: { NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined, NODE_EXTRA_CA_CERTS: undefined },
  });
  const report = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' }).parse(run.stdout);
  const cases: { '@_name': string }[] = report.testsuites?.testcase ?? [];
  return { exitCode: run.exitCode, names: cases.map((each) => each['@_name']), output: run.stdout };
}
