import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { put, smallCheckout } from '../../support/small-checkout.ts';

const tools = {
  types: 'node_modules/typescript/bin/tsc',
  lint: 'node_modules/oxlint/bin/oxlint',
  format: 'node_modules/oxfmt/bin/oxfmt',
  'dead code': 'node_modules/knip/bin/knip.js',
};

test('checks that hold are listed and counted', async () => {
  const { exitCode, stdout } = await check({});
  expect(stdout).toMatch(/ok {6}types[^]*ok {6}dead code[^]*\n4 passed, 0 failed$/);
  expect(exitCode).toBe(0);
});

test('a check that fails is shown with all that it said, and the others run to their end', async () => {
  const { exitCode, stdout } = await check({ types: "console.log('src/a.ts(1,2): error'); process.exit(2);" });
  expect(stdout).toMatch(
    /FAILED {2}types[^]*---- types ----\nsrc\/a\.ts\(1,2\): error\nTo run it alone: node node_modules\/typescript\/bin\/tsc -p \. --noEmit\n\n3 passed, 1 failed$/,
  );
  expect(exitCode).toBe(1);
});

/** Runs the static checks with tools that do what a line of JavaScript says. */
async function check(programs: Partial<Record<keyof typeof tools, string>>) {
  const root = await smallCheckout();
  for (const [name, path] of Object.entries(tools)) await put(root, path, programs[name as keyof typeof tools] ?? '');
  return execa(process.execPath, [join(root, 'src/dev/launch.mjs'), 'check', '--static'], { cwd: root, reject: false });
}
