import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { compileForChild } from '../../support/compile-for-child.ts';
import { sandboxForTest } from './sandbox-for-test.ts';

/** A number of seconds that no other process sleeps, so that it is found again from outside. */
const uniqueSleep = (): string => `60.${randomInt(1e9)}7`;

function sleepers(seconds: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && argumentsOf(pid).join(' ') === `sleep ${seconds}`);
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

test('a daemon dies with its command', async () => {
  const { run } = await sandboxForTest();
  const seconds = uniqueSleep();
  const { exitCode, milliseconds } = await run(
    `setsid -f sleep ${seconds} > /dev/null 2>&1; nohup sleep ${seconds} & sleep 0.05`,
  );
  expect(exitCode).toBe(0);
  expect(milliseconds).toBeLessThan(5_000);
  expect(sleepers(seconds)).toEqual([]);
});

test('a background process that holds the output open does not hold the run up', async () => {
  const { run } = await sandboxForTest();
  const seconds = uniqueSleep();
  const begun = performance.now();
  expect(await run(`sleep ${seconds} & echo done`)).toMatchObject({ ended: 'exited', exitCode: 0, out: 'done\n' });
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(sleepers(seconds)).toEqual([]);
});

test('aborting kills the whole tree and throws the reason', async () => {
  const { run } = await sandboxForTest();
  const seconds = uniqueSleep();
  const controller = new AbortController();
  const running = run(`setsid -f sleep ${seconds}; sleep ${seconds}`, {}, controller.signal);
  const outcome = expect(running).rejects.toThrow('no longer wanted');
  await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(2));
  const begun = performance.now();
  controller.abort(new Error('no longer wanted'));
  await outcome;
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(sleepers(seconds)).toEqual([]);
});

test('a signal that is already aborted starts nothing', async () => {
  const { run, checkout } = await sandboxForTest();
  await expect(run('touch made', {}, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  expect(await readdir(checkout)).toEqual([]);
});

test('aborting while the sandbox is being made leaves no process', async () => {
  const { run } = await sandboxForTest();
  const seconds = uniqueSleep();
  for (const milliseconds of [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16]) {
    await expect(run(`sleep ${seconds}`, {}, AbortSignal.timeout(milliseconds))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  }
  // Those of bubblewrap, too: the command is one of its arguments.
  const left = (): string[] =>
    readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && argumentsOf(pid).join(' ').includes(seconds));
  await vi.waitFor(() => expect(left()).toEqual([]), 10_000);
});

test('when the worker is killed, its command dies', async () => {
  const { checkout } = await sandboxForTest();
  const seconds = uniqueSleep();
  const limits = { milliseconds: 60_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 1_000 };
  const command = {
    run: `setsid -f sleep ${seconds}; sleep ${seconds}`,
    checkout,
    mounts: [],
    env: {},
    toolchains: [],
    network: 'none',
    limits,
  };
  const script = await compileForChild(
    ['src/adapters/sandbox/bubblewrap-sandbox.ts', 'src/adapters/sandbox/find-bubblewrap.ts'],
    `import { bubblewrapSandbox } from './src/adapters/sandbox/bubblewrap-sandbox.js';
     import { findBubblewrap } from './src/adapters/sandbox/find-bubblewrap.js';
     const sandbox = bubblewrapSandbox({ bwrap: findBubblewrap(process.env.PATH), failpoint: () => undefined, hostEnv: {} });
     await sandbox.run(${JSON.stringify(command)}, new AbortController().signal);`,
  );
  const worker = spawn(process.execPath, [script], { stdio: 'inherit' });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(2), { timeout: 10_000 });
  worker.kill('SIGKILL');
  await vi.waitFor(() => expect(sleepers(seconds)).toEqual([]), { timeout: 5_000 });
});

test('when the sandbox itself is killed from outside, that is a failure to try again, not a result', async () => {
  const { run } = await sandboxForTest();
  const seconds = uniqueSleep();
  const outcome = expect(run(`sleep ${seconds}`)).rejects.toMatchObject({
    type: 'Transient',
    message: expect.stringContaining('SIGKILL'),
  });
  await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(1));
  process.kill(outermost(sleepers(seconds)[0] ?? ''), 'SIGKILL');
  await outcome;
  expect(sleepers(seconds)).toEqual([]);
});

/** The ancestor of a sandboxed process that this test process has started. */
function outermost(pid: string): number {
  const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(join('/proc', pid, 'status'), 'utf8'))?.[1] ?? '';
  return Number(parent) === process.pid ? Number(pid) : outermost(parent);
}
