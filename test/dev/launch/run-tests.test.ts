import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { linkPackages, smallCheckout } from '../../support/small-checkout.ts';

const packages = ['typescript', '@typescript', '@types', 'undici-types', '@temporalio', 'vitest'];
const imports = "import { beforeAll, describe, expect, test } from 'vitest';\n";

test('the last line counts the tests, and a run without a failure ends well', async () => {
  const { exitCode, stdout } = await runTests({
    'test/good.test.ts': `${imports} test('one', () => {}); describe('in a group', () => { test('two', () => {}); });`,
  });
  expect(stdout.split('\n').at(-1)).toBe('2 passed, 0 failed');
  expect(exitCode).toBe(0);
});

test('what fails without a failing test counts, too: a file, a group, an error that nobody caught', async () => {
  const { exitCode, stdout } = await runTests({
    'test/good.test.ts': `${imports} test('one', () => {}); test('two', () => expect(1).toBe(2));`,
    'test/no-file.test.ts': "import './missing.ts';",
    'test/group.test.ts': `${imports} describe('a group', () => { beforeAll(() => { throw new Error('no'); }); test('never runs', () => {}); });`,
    'test/uncaught.test.ts': `${imports} test('leaves a promise behind', () => { void Promise.reject(new Error('uncaught')); });`,
  });
  expect(stdout.split('\n').at(-1)).toBe('2 passed, 4 failed');
  expect(exitCode).toBe(1);
});

test('a set-up that fails, and a run that finds no test, are failures', async () => {
  const setUp = await runTests({
    'vitest.config.ts': "export default { test: { globalSetup: ['fails.ts'] } };",
    'fails.ts': "export function setup() { throw new Error('no server'); }",
    'test/good.test.ts': `${imports} test('one', () => {});`,
  });
  expect(setUp.stdout.split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(setUp.stderr).toContain('no server');
  expect(setUp.exitCode).toBe(1);
  expect(await runTests({})).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/\n0 passed, 1 failed$/) });
});

async function runTests(files: Record<string, string>) {
  const root = await smallCheckout(files);
  await linkPackages(root, packages);
  const env = { VITEST: undefined, NODE_ENV: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined };
  return execa(process.execPath, [join(root, 'src/dev/launch.mjs'), 'test'], { cwd: root, reject: false, env });
}
