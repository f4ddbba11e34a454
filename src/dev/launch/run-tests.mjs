import { countTests } from './count-tests.mjs';

/** What runs without arguments: all but what takes minutes or needs much of the network, which is asked for by name (`--project suites`, `--project suites-tools`, or a file). */
const usual = ['--project', '!suites*'];

/**
 * Runs vitest once, with vitest's own arguments, and closes with the line `N passed, N failed`.
 *
 * @param {string} root
 * @param {string[]} args for instance `--project quick` or a file
 */
export async function runTests(root, args) {
  process.chdir(root);
  const { parseCLI, startVitest } = await import('vitest/node');
  const { filter, options } = parseCLI(['vitest', 'run', ...(args.length === 0 ? usual : args)]);
  const vitest = await startVitest('test', filter, { ...options, watch: false });
  const count = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
  await vitest.close();
  // What failed outside of every test (a set-up, no test found) counts as one, or the line would claim a success.
  if (process.exitCode && count.failed === 0) count.failed = 1;
  if (count.failed > 0) process.exitCode = 1;
  process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`, () => process.exit());
}
