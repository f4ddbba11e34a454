import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { compileForChild } from '../../support/compile-for-child.ts';
import { sandboxForTest } from './sandbox-for-test.ts';

/** A number of seconds that no other process sleeps, so that it is found again from outside. */
const uniqueSleep = (): string => `60.${randomInt(1e9)}7`;

function sleepers(seconds: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && argumentsOf(pid).join(' ') === `sleep ${seconds}`);
}

/** All processes in whose arguments it is: those of bubblewrap and of what becomes it, too, since the command is one of theirs. */
function mentioning(seconds: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && argumentsOf(pid).join(' ').includes(seconds));
}

/** A program that runs a command in a sandbox and says so just before. */
function workerScript(command: unknown): Promise<string> {
  return compileForChild(
    ['src/adapters/sandbox/bubblewrap-sandbox.ts', 'src/adapters/sandbox/find-bubblewrap.ts'],
    `import { bubblewrapSandbox } from './src/adapters/sandbox/bubblewrap-sandbox.js';
     import { findBubblewrap } from './src/adapters/sandbox/find-bubblewrap.js';
     const overlays = { unshare: '/usr/bin/unshare', folder: '/nowhere' };
     const sandbox = bubblewrapSandbox({ bwrap: findBubblewrap(process.env.PATH), failpoint: () => undefined, hostEnv: {}, overlays });
     console.log('begins');
     await sandbox.run(${JSON.stringify(command)}, new AbortController().signal);`,
  );
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

describe.each([
  ['in a tree of its own', false],
  ['in an overlay', true],
])('%s', (_, layered) => {
  test('a daemon dies with its command', async () => {
    const { run } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const { exitCode, milliseconds } = await run(
      `setsid -f sleep ${seconds} > /dev/null 2>&1; nohup sleep ${seconds} & sleep 0.05`,
    );
    expect(exitCode).toBe(0);
    expect(milliseconds).toBeLessThan(5_000);
    expect(sleepers(seconds)).toEqual([]);
  });

  test('a background process that holds the output open does not hold the run up', async () => {
    const { run } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const begun = performance.now();
    expect(await run(`sleep ${seconds} & echo done`)).toMatchObject({ ended: 'exited', exitCode: 0, out: 'done\n' });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(sleepers(seconds)).toEqual([]);
  });

  test('aborting kills the whole tree and throws the reason', async () => {
    const { run } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const controller = new AbortController();
    const running = run(`setsid -f sleep ${seconds}; sleep ${seconds}`, {}, controller.signal);
    const outcome = expect(running).rejects.toThrow('no longer wanted');
    await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(2), 10_000);
    const begun = performance.now();
    controller.abort(new Error('no longer wanted'));
    await outcome;
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(sleepers(seconds)).toEqual([]);
  });

  test('a signal that is already aborted starts nothing', async () => {
    const { run, writes } = await sandboxForTest({ layered });
    await expect(run('touch made', {}, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(await readdir(writes)).toEqual([]);
  });

  test('aborting while the sandbox is being made leaves no process', async () => {
    const { run } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    for (const milliseconds of [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16]) {
      await expect(run(`sleep ${seconds}`, {}, AbortSignal.timeout(milliseconds))).rejects.toMatchObject({
        name: 'TimeoutError',
      });
    }
    await vi.waitFor(() => expect(mentioning(seconds)).toEqual([]), 10_000);
  });

  test('when the worker is killed, its command dies', async () => {
    const { where } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const limits = { milliseconds: 60_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 1_000 };
    const command = {
      run: `setsid -f sleep ${seconds}; sleep ${seconds}`,
      ...where,
      mounts: [],
      env: {},
      toolchains: [],
      network: 'none',
      limits,
    };
    const script = await workerScript(command);
    const worker = spawn(process.execPath, [script], { stdio: 'inherit' });
    onTestFinished(() => void worker.kill('SIGKILL'));
    await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(2), { timeout: 10_000 });
    worker.kill('SIGKILL');
    await vi.waitFor(() => expect(sleepers(seconds)).toEqual([]), 10_000);
  });

  test('a worker that is killed while a sandbox is being made leaves no process', async () => {
    const { where } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const limits = { milliseconds: 60_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 1_000 };
    const command = { run: `sleep ${seconds}`, ...where, mounts: [], env: {}, toolchains: [], network: 'none', limits };
    const script = await workerScript(command);
    for (const milliseconds of [0, 2, 4, 6, 8, 10, 13, 16, 20, 30]) {
      const worker = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void worker.kill('SIGKILL'));
      await once(worker.stdout, 'data');
      await delay(milliseconds);
      worker.kill('SIGKILL');
      await vi.waitFor(() => expect(mentioning(seconds)).toEqual([]), { timeout: 10_000 });
    }
  });

  test('when the sandbox itself is killed from outside, that is a failure to try again, not a result', async () => {
    const { run } = await sandboxForTest({ layered });
    const seconds = uniqueSleep();
    const outcome = expect(run(`sleep ${seconds}`)).rejects.toMatchObject({
      type: 'Transient',
      message: expect.stringContaining('SIGKILL'),
    });
    await vi.waitFor(() => expect(sleepers(seconds)).toHaveLength(1), 10_000);
    process.kill(outermost(sleepers(seconds)[0] ?? ''), 'SIGKILL');
    await outcome;
    expect(sleepers(seconds)).toEqual([]);
  });
});

/** The ancestor of a sandboxed process that this test process has started. */
function outermost(pid: string): number {
  const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(join('/proc', pid, 'status'), 'utf8'))?.[1] ?? '';
  return Number(parent) === process.pid ? Number(pid) : outermost(parent);
}
