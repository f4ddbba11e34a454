import { access, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test, vi } from 'vitest';
import { executable } from '../../support/executable.ts';
import { linkPackages, put, smallCheckout } from '../../support/small-checkout.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const builders = ['typescript', '@typescript', '@types', 'undici-types', '@temporalio'];

test('the first start builds, the second does not, and a changed source is built again', async () => {
  const root = await checkout({ 'src/cli/removed.ts': '' });
  expect((await launch(root, ['drover', 'a'])).stderr).toMatch(
    /^drover: building \.\.\.\ndrover: built in [\d.]+ s\.$/,
  );
  expect(await launch(root, ['drover', 'b', '--json'])).toMatchObject({
    stdout: '["b","--json"]',
    stderr: '',
    exitCode: 0,
  });
  expect(await readFile(join(root, 'dist/src/cli/page.html'), 'utf8')).toBe('<p>copied</p>');
  expect(await readFile(join(root, 'dist/workflow-bundle.js'), 'utf8')).toContain('nothing');

  await put(root, 'src/cli/main.ts', "console.log('changed');\n");
  await rm(join(root, 'src/cli/removed.ts'));
  expect(await launch(root, ['drover'])).toMatchObject({ stdout: 'changed', exitCode: 0 });
  await expect(access(join(root, 'dist/src/cli/removed.js'))).rejects.toThrow('ENOENT');
  expect(await leftovers(root)).toEqual([]);
});

test('two that start at once build once, and both run', async () => {
  const root = await checkout();
  const both = await Promise.all([launch(root, ['drover', '1']), launch(root, ['drover', '2'])]);
  expect(both.map(({ stdout }) => stdout)).toEqual(['["1"]', '["2"]']);
  expect(both.filter(({ stderr }) => stderr.includes('building'))).toHaveLength(1);
});

test('a build that fails says why and leaves the earlier one', async () => {
  const root = await checkout({ 'src/cli/main.ts': 'const = 1;\n', 'dist/src/cli/main.js': '' });
  const failed = await launch(root, ['drover']);
  expect(failed).toMatchObject({ stdout: '', exitCode: 1 });
  expect(failed.stderr).toMatch(/compiler ended with exit code \d+:[^]*src\/cli\/main\.ts/);
  await access(join(root, 'dist/src/cli/main.js'));
  expect(await leftovers(root)).toEqual([]);
});

test('the program’s exit code is the launcher’s', async () => {
  const root = await checkout({ 'src/cli/main.ts': 'process.exitCode = 7;\n' });
  expect(await launch(root, ['drover'])).toMatchObject({ exitCode: 7 });
});

test('a signal reaches the program, which ends as it likes', async () => {
  const root = await checkout({
    'src/cli/main.ts': `const timer = setInterval(() => {}, 1000);
      process.once('SIGTERM', () => { console.log('closing'); clearInterval(timer); process.exitCode = 5; });
      console.log('ready');`,
  });
  const running = execa(process.execPath, [join(root, 'src/dev/launch.mjs'), 'drover'], { reject: false, cwd: root });
  running.stdout.once('data', () => running.kill('SIGTERM'));
  expect(await running).toMatchObject({ stdout: 'ready\nclosing', exitCode: 5 });
});

test('dependencies that are missing are installed without running their scripts, and npm’s lines stay off standard output', async () => {
  const root = await checkout();
  await put(root, 'package-lock.json', '{ "packages": { "node_modules/wanted": { "version": "1.0.0" } } }');
  const bin = await temporaryFolder();
  await executable(bin, 'npm', `echo "npm $*"; cp package-lock.json node_modules/.package-lock.json`);
  const { stdout, stderr } = await launch(root, ['drover', 'x'], `${bin}:${process.env['PATH']}`);
  expect(stdout).toBe('["x"]');
  expect(stderr).toMatch(/installing the dependencies[^]*npm install --no-save --ignore-scripts/);
});

test('an installation that fails ends the start with npm’s exit code in the message', async () => {
  const root = await checkout({
    'package-lock.json': '{ "packages": { "node_modules/wanted": { "version": "1.0.0" } } }',
  });
  const bin = await temporaryFolder();
  await executable(bin, 'npm', 'echo "no network" >&2; exit 3');
  const { exitCode, stderr } = await launch(root, ['demo'], `${bin}:${process.env['PATH']}`);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/no network[^]*npm install ended with exit code 3/);
});

test('an interrupted build passes the signal on and leaves nothing behind', async () => {
  const root = await smallCheckout();
  const compiler = `require('fs').writeFileSync('compiling', ''); setInterval(() => {}, 1000);`;
  await put(root, 'node_modules/typescript/package.json', '{ "type": "commonjs" }');
  await put(root, 'node_modules/typescript/bin/tsc', compiler);
  const running = execa(process.execPath, [join(root, 'src/dev/launch.mjs'), 'drover'], { reject: false, cwd: root });
  await vi.waitFor(() => access(join(root, 'compiling')), { timeout: 20_000 });
  running.kill('SIGTERM');
  expect((await running).signal).toBe('SIGTERM');
  expect(await leftovers(root)).toEqual([]);
});

test('an installed package builds and installs nothing', async () => {
  const root = await temporaryFolder();
  await execa('cp', ['-r', '--parents', 'src/dev/launch.mjs', 'src/dev/launch', root]);
  await put(root, 'dist/src/cli/main.js', 'console.log(process.argv.slice(2).join());');
  expect(await launch(root, ['status', 'x'])).toMatchObject({ stdout: 'status,x', stderr: '', exitCode: 0 });
});

async function checkout(changes: Record<string, string> = {}): Promise<string> {
  const root = await smallCheckout(changes);
  await linkPackages(root, builders);
  return root;
}

function launch(root: string, args: string[], path = process.env['PATH']) {
  const options = { cwd: root, reject: false, env: { PATH: path }, stdin: 'ignore' } as const;
  return execa(process.execPath, [join(root, 'src/dev/launch.mjs'), ...args], options);
}

/** What set-up makes for a while. */
async function leftovers(root: string): Promise<string[]> {
  return (await readdir(root)).filter((name) => name.startsWith('.dist-'));
}
