import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { roomyLimits, sandboxForTest } from './sandbox-for-test.ts';

const node = dirname(process.execPath);

test('a command that takes too long is killed, and what it wrote is kept', async () => {
  const { run } = await sandboxForTest();
  const result = await run('echo begun; sleep 60', { limits: { ...roomyLimits, milliseconds: 400 } });
  expect(result).toMatchObject({ ended: 'timed-out', exitCode: null, out: 'begun\n' });
  expect(result.milliseconds).toBeLessThan(5_000);
});

test('a command that ignores signals is killed all the same', async () => {
  const { run } = await sandboxForTest();
  expect(
    await run('trap "" TERM INT HUP; while :; do sleep 60; done', { limits: { ...roomyLimits, milliseconds: 400 } }),
  ).toMatchObject({ ended: 'timed-out' });
});

test('a flood of output is cut at the limit and killed', async () => {
  const { run } = await sandboxForTest();
  const result = await run('yes', { limits: { ...roomyLimits, outputBytes: 100_000 } });
  expect(result).toMatchObject({ ended: 'output-limit', exitCode: null });
  expect(result.stdout.length).toBe(100_000);
  expect(result.milliseconds).toBeLessThan(5_000);
});

test('the output limit counts both outputs together, and exactly that much is still fine', async () => {
  const { run } = await sandboxForTest();
  const command = 'head -c 600 /dev/zero; head -c 400 /dev/zero >&2';
  expect(await run(command, { limits: { ...roomyLimits, outputBytes: 1000 } })).toMatchObject({
    ended: 'exited',
    exitCode: 0,
  });
  const over = await run(command, { limits: { ...roomyLimits, outputBytes: 999 } });
  expect(over).toMatchObject({ ended: 'output-limit', exitCode: null });
  expect(over.stdout.length + over.stderr.length).toBe(999);
});

test('a large output within the limit is complete', async () => {
  const { run } = await sandboxForTest();
  const { stdout } = await run('head -c 5000000 /dev/zero', { limits: { ...roomyLimits, outputBytes: 6_000_000 } });
  expect(stdout.length).toBe(5_000_000);
});

test('a command that takes too much memory is killed', async () => {
  const { run } = await sandboxForTest();
  const hog = `const a = []; for (let i = 0; i < 60; i += 1) a.push(Buffer.alloc(1e7, 1)); setInterval(() => a, 1000)`;
  expect(
    await run(`node -e '${hog}'`, { toolchains: [node], limits: { ...roomyLimits, memoryBytes: 200e6 } }),
  ).toMatchObject({ ended: 'memory-limit', exitCode: null });
});

test('memory is counted over all processes', async () => {
  const { run } = await sandboxForTest();
  const hog = `for i in 1 2 3 4; do perl -e '$x = "x" x 70000000; sleep 60' & done; wait`;
  expect(await run(hog, { limits: { ...roomyLimits, memoryBytes: 200e6 } })).toMatchObject({ ended: 'memory-limit' });
});

test('files in memory count as memory, and none can grow without limit', async () => {
  const { run } = await sandboxForTest();
  const limits = { ...roomyLimits, memoryBytes: 100e6 };
  expect((await run('head -c 120000000 /dev/zero > /tmp/x', { limits })).err).toContain('No space left');
  const both = 'head -c 60000000 /dev/zero > /tmp/x; head -c 60000000 /dev/zero > /dev/shm/x; sleep 60';
  expect(await run(both, { limits })).toMatchObject({ ended: 'memory-limit' });
});

test('a command that starts too many processes is killed', async () => {
  const { run } = await sandboxForTest();
  const bomb = 'i=0; while [ $i -lt 120 ]; do sleep 60 & i=$((i+1)); done; wait';
  expect(await run(bomb, { limits: { ...roomyLimits, processes: 50 } })).toMatchObject({
    ended: 'process-limit',
    exitCode: null,
  });
});

test('processes that hide in sessions of their own are counted, too', async () => {
  const { run } = await sandboxForTest();
  const bomb = 'i=0; while [ $i -lt 80 ]; do setsid -f sleep 60; i=$((i+1)); done; sleep 60';
  expect(await run(bomb, { limits: { ...roomyLimits, processes: 50 } })).toMatchObject({ ended: 'process-limit' });
});
