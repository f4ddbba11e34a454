import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unsafeProcessSandbox } from '../../../src/adapters/sandbox/unsafe-process-sandbox.ts';
import { roomyLimits, sandboxForTest } from './sandbox-for-test.ts';

const sandbox = unsafeProcessSandbox({ failpoint: () => undefined, hostEnv: { OPENAI_API_KEY: 'secret' } });

test('says of itself that it contains nothing', async () => {
  const { holds, checks } = await sandbox.probe();
  expect(sandbox.name).toBe('unsafe-process');
  expect(holds).toBe(false);
  expect(checks).toContain("BROKEN: the host's files can't be read (read it)");
  expect(checks).toContain("BROKEN: the host's loopback is out of reach (connected)");
  expect(checks).toContain("BROKEN: the host's unix sockets are out of reach (connected)");
  expect(checks).toContain('BROKEN: nothing can be written outside of the checkout (it worked)');
  expect(
    checks.some((line) => line.startsWith("BROKEN: no other process's secret can be read (found in process ")),
  ).toBe(true);
  expect(checks).toContain('BROKEN: a daemon ends with its command (it lived on)');
});

test('runs a command in the checkout folder with an environment of its own', async () => {
  const { run, checkout, root } = await sandboxForTest({ sandbox });
  const home = join(root, 'home');
  await mkdir(home);
  const result = await run('pwd; echo "$HOME|$MODULE|$OPENAI_API_KEY"; echo err > /dev/stderr; exit 3', {
    env: { MODULE: 'a' },
    home,
  });
  expect(result).toMatchObject({ ended: 'exited', exitCode: 3, out: `${checkout}\n${home}|a|\n`, err: 'err\n' });
});

test('shows mounts as links, and refuses what lies outside of the checkout', async () => {
  const { run, root } = await sandboxForTest({ sandbox });
  await mkdir(join(root, 'modules'));
  await writeFile(join(root, 'modules/x'), 'found');
  const mounts = [{ from: join(root, 'modules'), to: '/repo/a/node_modules' }];
  expect((await run('cat a/node_modules/x', { mounts })).out).toBe('found');
  expect((await run('cat a/node_modules/x', { mounts })).out).toBe('found');
  await expect(run('true', { mounts: [{ from: root, to: '/opt/x' }] })).rejects.toMatchObject({ type: 'InputRefused' });
});

test('keeps the limits', async () => {
  const { run } = await sandboxForTest({ sandbox });
  expect(await run('sleep 60', { limits: { ...roomyLimits, milliseconds: 300 } })).toMatchObject({
    ended: 'timed-out',
    exitCode: null,
  });
  expect(await run('yes', { limits: { ...roomyLimits, outputBytes: 10_000 } })).toMatchObject({
    ended: 'output-limit',
  });
  expect(
    await run('i=0; while [ $i -lt 60 ]; do sleep 60 & i=$((i+1)); done; wait', {
      limits: { ...roomyLimits, processes: 30 },
    }),
  ).toMatchObject({ ended: 'process-limit' });
});

test('a background process that holds the output open is killed shortly after the command has ended', async () => {
  const { run } = await sandboxForTest({ sandbox });
  const begun = performance.now();
  expect(await run('sleep 61 & echo done')).toMatchObject({ ended: 'exited', exitCode: 0, out: 'done\n' });
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test('a shell that a signal ends has the exit code that a shell would report', async () => {
  const { run } = await sandboxForTest({ sandbox });
  expect(await run('kill -TERM $$')).toMatchObject({ ended: 'exited', exitCode: 143 });
});

test('aborting throws the reason', async () => {
  const { run } = await sandboxForTest({ sandbox });
  const controller = new AbortController();
  const outcome = expect(run('echo begun > begun; sleep 60', {}, controller.signal)).rejects.toThrow('enough');
  setImmediate(() => controller.abort(new Error('enough')));
  await outcome;
});
